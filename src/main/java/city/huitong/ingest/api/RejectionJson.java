package city.huitong.ingest.api;

import city.huitong.ingest.Rejection;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A quarantined line as answered. */
@Schema(name = "Rejection", description = "What is wrong with one line")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RejectionJson(
        @Schema(description = "Line of the body, from 1") long line,

        @Schema(description = "Where in the line (JSON pointer)", examples = "/birth")
        String pointer,

        @Schema(description = "Stable code", examples = "date-invalid")
        String code,

        @Schema(description = "What would be right") String detail,

        @Schema(description = "The line itself; only with ?content=true and only for the department that sent it")
        Optional<String> content) {

    static RejectionJson of(Rejection rejection) {
        var violation = rejection.violation();
        return new RejectionJson(
                rejection.line(),
                violation.pointer(),
                violation.code(),
                violation.detail(),
                Optional.of(rejection.content())
                        .filter(content -> content.length > 0)
                        .map(content -> new String(content, StandardCharsets.UTF_8)));
    }
}
