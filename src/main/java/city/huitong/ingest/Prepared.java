package city.huitong.ingest;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sub-batch after reading: what to store and what to quarantine.
 *
 * @param revision of the catalogue it was read with
 * @param dataset the dataset as it was when the lines were read; null when there is none and all lines are quarantined
 * @param subjects everybody the valid lines name
 */
record Prepared(
        long revision,
        @Nullable Dataset dataset,
        List<RecordRow> rows,
        Map<SubjectId, SubjectDirectory.Encounter> subjects,
        List<Rejection> rejections) {

    /** The same about subjects of these names, by the names that were computed. */
    Prepared renamed(Map<SubjectId, SubjectId> names) {
        if (names.isEmpty()) {
            return this;
        }
        var renamedRows = rows.stream().map(row -> row.renamed(names)).toList();
        var renamedSubjects = new LinkedHashMap<SubjectId, SubjectDirectory.Encounter>();
        subjects.values().stream()
                .map(met -> met.named(names.getOrDefault(met.id(), met.id())))
                .forEach(met -> renamedSubjects.put(met.id(), met));
        return new Prepared(revision, dataset, renamedRows, renamedSubjects, rejections);
    }

    long received() {
        return rows.size() + rejectedLines();
    }

    long rejectedLines() {
        return rejections.stream().mapToLong(Rejection::line).distinct().count();
    }
}
