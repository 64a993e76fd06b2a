package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A purse that this transaction has locked, and what it promises out of it. Not shared between threads: it lives as long as the lock.
 */
final class Funds {

    private final Purse purse;
    private final Map<SubjectId, Commitment> commitments;
    private final Map<SubjectId, Commitment> changed = new LinkedHashMap<>();
    private long committed;
    private long growth;

    Funds(Purse purse, long committed, Map<SubjectId, Commitment> commitments) {
        this.purse = purse;
        this.committed = committed;
        this.commitments = new LinkedHashMap<>(commitments);
    }

    Purse purse() {
        return purse;
    }

    Optional<Commitment> active(SubjectId subject) {
        return Optional.ofNullable(commitments.get(subject)).filter(Commitment::active);
    }

    /** Sets money aside for a grant from this day on; false, and nothing is set aside, if it does not do. */
    boolean commit(SubjectId subject, Award award, LocalDate from) {
        var spent = Optional.ofNullable(commitments.get(subject))
                .map(Commitment::fen)
                .orElse(0L);
        var fen = Math.max(spent, purse.cost(award.amountFen(), award.period(), from));
        return put(new Commitment(subject, fen, award.amountFen(), true), fen - spent);
    }

    /** Follows another amount from the period of this day on; false, and nothing changes, if the money does not do. */
    boolean adjust(Commitment before, Award award, LocalDate from) {
        var more = purse.cost(award.amountFen() - before.dueFen(), award.period(), from);
        var fen = Math.max(0, before.fen() + more);
        return put(new Commitment(before.subject(), fen, award.amountFen(), true), fen - before.fen());
    }

    /** Remembers another amount that is due, without money. */
    void due(Commitment before, long fen) {
        put(new Commitment(before.subject(), before.fen(), fen, true), 0);
    }

    /** Promises just this much, whatever there is. */
    void set(Commitment now) {
        var before = Optional.ofNullable(commitments.get(now.subject()))
                .map(Commitment::fen)
                .orElse(0L);
        remember(now, now.fen() - before);
    }

    private boolean put(Commitment now, long more) {
        if (more > 0 && more > free()) {
            return false;
        }
        remember(now, more);
        return true;
    }

    private void remember(Commitment now, long more) {
        commitments.put(now.subject(), now);
        changed.put(now.subject(), now);
        committed += more;
        growth += more;
    }

    long free() {
        return purse.budget().fen() - committed;
    }

    long committed() {
        return committed;
    }

    Map<SubjectId, Commitment> known() {
        return commitments;
    }

    List<Commitment> changed() {
        return new ArrayList<>(changed.values());
    }

    long growth() {
        return growth;
    }
}
