package city.huitong.ingest;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the lines of a sub-batch: rows on one side, quarantine on the other. Computes only. */
@ApplicationScoped
class ReadLines {

    private static final Violation TOO_LONG =
            new Violation("", "line-too-long", "a line may have at most " + Line.MAX_BYTES + " bytes");

    private final RecordReader reader;

    ReadLines(RecordReader reader) {
        this.reader = reader;
    }

    Prepared read(Catalog catalog, DatasetId id, List<Line> lines) {
        var dataset = catalog.requireDataset(id);
        var rows = new ArrayList<RecordRow>(lines.size());
        var subjects = new LinkedHashMap<SubjectId, SubjectDirectory.Encounter>();
        var rejections = new ArrayList<Rejection>();
        var recordReader = reader.forDataset(dataset);
        for (var line : lines) {
            switch (read(recordReader, line)) {
                case Reading.Fits fits -> keep(fits, rows, subjects);
                case Reading.Refused refused -> rejections.addAll(rejections(line, refused));
            }
        }
        return new Prepared(catalog.revision(), dataset, rows, subjects, rejections);
    }

    private static Reading read(RecordReader.ForDataset reader, Line line) {
        var content = line.content();
        return content == null ? new Reading.Refused(List.of(TOO_LONG)) : reader.read(content);
    }

    private static void keep(
            Reading.Fits fits, List<RecordRow> rows, Map<SubjectId, SubjectDirectory.Encounter> subjects) {
        rows.add(fits.row());
        fits.subjects().forEach(subject -> subjects.put(subject.id(), subject));
    }

    private static List<Rejection> rejections(Line line, Reading.Refused refused) {
        var content = line.content() == null ? new byte[0] : line.content();
        return refused.violations().stream()
                .map(violation -> new Rejection(line.number(), violation, content))
                .toList();
    }
}
