package city.huitong.catalog.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectKind;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who the records of a dataset are about. */
@Schema(name = "DatasetSubject", description = "Who the records of a dataset are about")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SubjectJson(
        @Schema(
                enumeration = {"person", "household", "enterprise", "none"},
                required = true)
        String kind,

        @Schema(description = "The required property with the subject's official number", examples = "citizen_number")
        Optional<String> field) {

    private static final String NOBODY = "none";

    static SubjectJson of(Optional<Dataset.Subject> subject) {
        return new SubjectJson(
                subject.map(Dataset.Subject::kind).map(SubjectKind::word).orElse(NOBODY),
                subject.map(Dataset.Subject::field));
    }
}
