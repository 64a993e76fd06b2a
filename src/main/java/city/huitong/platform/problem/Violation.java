package city.huitong.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with an input, and what would be right.
 *
 * @param pointer where: a JSON pointer (RFC 6901), {@code ?name} for a query parameter, or a place in a file
 * @param code stable code in kebab case
 * @param detail a sentence that says what would be right; never holds personal data
 * @param line in the text of the document, from 1; empty where it is not known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Violation(
        String pointer,
        String code,
        String detail,

        @Schema(description = "In the text of the document, from 1")
        Optional<Integer> line) {

    /** On a line that is not known. */
    public Violation(String pointer, String code, String detail) {
        this(pointer, code, detail, Optional.empty());
    }

    /** The same violation seen from an enclosing document. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, code, detail, line);
    }

    /** The same violation, found on a line. */
    public Violation onLine(int number) {
        return new Violation(pointer, code, detail, Optional.of(number));
    }
}
