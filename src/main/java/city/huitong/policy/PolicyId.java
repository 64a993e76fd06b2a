package city.huitong.policy;

import java.util.regex.Pattern;

/** The name of a policy for ever, city first: {@code sh.elderly-allowance}. */
public record PolicyId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");
    private static final int LONGEST = 80;

    public PolicyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a policy id has lower-case words joined by '-' and '.'");
        }
    }

    /** Whether a text can be a policy's id: lower-case letters, digits, hyphens and dots, at most 80 characters. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
