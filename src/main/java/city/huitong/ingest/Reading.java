package city.huitong.ingest;

import city.huitong.platform.problem.Violation;
import java.util.List;

/** What became of one line: a record, or the reasons why it is none. */
public sealed interface Reading {

    /**
     * A line that fits the schema.
     *
     * @param subjects everybody the line names
     */
    record Fits(RecordRow row, List<SubjectDirectory.Encounter> subjects) implements Reading {}

    /** A line that is quarantined. */
    record Refused(List<Violation> violations) implements Reading {}
}
