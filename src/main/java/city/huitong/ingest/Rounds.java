package city.huitong.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Splits rows so that a key occurs once in each round: one statement can change a row only once, and the order counts. */
final class Rounds {

    private Rounds() {}

    static List<List<RecordRow>> of(List<RecordRow> rows) {
        var rounds = new ArrayList<List<RecordRow>>();
        var round = new ArrayList<RecordRow>(rows.size());
        var keys = new HashSet<List<Object>>();
        for (var row : rows) {
            if (!keys.add(row.key())) {
                rounds.add(round);
                round = new ArrayList<>();
                keys.clear();
                keys.add(row.key());
            }
            round.add(row);
        }
        if (!round.isEmpty()) {
            rounds.add(round);
        }
        return rounds;
    }
}
