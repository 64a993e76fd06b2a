package city.huitong.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem as answered: {@code application/problem+json} (RFC 9457). */
@Schema(name = "Problem", description = "Why a request was not served (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemJson(
        @Schema(description = "Identifies the kind of problem", examples = "/problems/dataset-not-found")
        String type,

        @Schema(description = "Stable code, the same in GraphQL", examples = "dataset-not-found")
        String code,

        @Schema(description = "Short title that never varies")
        String title,

        @Schema(description = "HTTP status") int status,

        @Schema(description = "This case, in a sentence") String detail,

        @Schema(description = "The request's path") String instance,

        @Schema(description = "Everything that is wrong with the input")
        List<Violation> errors,

        @Schema(hidden = true) Map<String, Object> members) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The problem as met on this path. */
    public static ProblemJson of(Problem problem, String instance) {
        var type = problem.type();
        return new ProblemJson(
                "/problems/" + type.code(),
                type.code(),
                type.title(),
                type.status(),
                problem.detail(),
                instance,
                problem.violations(),
                problem.members());
    }

    /** Members of this kind of problem only, beside the others: {@code state}, {@code limit}, {@code asked}. */
    @Override
    @JsonAnyGetter
    public Map<String, Object> members() {
        return members;
    }
}
