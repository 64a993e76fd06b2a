package city.huitong.developer.api;

import static city.huitong.developer.DeveloperProblem.CLIENT_INVALID;

import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the texts of a body, notes everything that is wrong, and refuses once. */
final class Texts {

    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");
    /** People's texts are read by others; official numbers do not belong there. */
    private static final Pattern NUMBER_IN_IT = Pattern.compile("[0-9]{15}");

    private final List<Violation> found = new ArrayList<>();

    String text(String pointer, @Nullable String text, int most) {
        if (text == null || text.isBlank() || text.strip().length() > most) {
            wrong(pointer, "out-of-range", "must be a text of 1 to " + most + " characters");
            return "";
        }
        if (NUMBER_IN_IT.matcher(text).find() || text.indexOf('\0') >= 0) {
            wrong(pointer, "wrong-pattern", "must hold no official number and no control character");
            return "";
        }
        return text.strip();
    }

    String address(String pointer, @Nullable String text) {
        if (text == null || !ADDRESS.matcher(text).matches()) {
            wrong(pointer, "wrong-pattern", "must be an e-mail address, as dev@example.org");
            return "";
        }
        return text;
    }

    /** Fails with {@code client-invalid} if anything was wrong. */
    void refuse() {
        if (!found.isEmpty()) {
            throw CLIENT_INVALID.because("see errors").with(found);
        }
    }

    private void wrong(String pointer, String code, String sentence) {
        found.add(new Violation(pointer, code, sentence));
    }
}
