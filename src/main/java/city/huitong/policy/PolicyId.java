package city.huitong.policy;

/** The name of a policy for ever, city first: {@code sh.elderly-allowance}. */
public record PolicyId(String value) {

    private static final int LONGEST = 80;

    public PolicyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a policy id has lower-case words joined by '-' and '.'");
        }
    }

    /**
     * Whether a text can be a policy's id: words of lower-case letters, digits and hyphens that begin with a letter, joined by dots, at
     * most 80 characters. By hand, since every entitlement that is read asks: a pattern took nearly half of reading one.
     */
    public static boolean isValid(String text) {
        var begins = true;
        for (var i = 0; i < text.length(); i++) {
            var sign = text.charAt(i);
            if (!(isLetter(sign) || (!begins && (isDigitOrHyphen(sign) || sign == '.')))) {
                return false;
            }
            begins = sign == '.';
        }
        return !begins && text.length() <= LONGEST;
    }

    private static boolean isLetter(char sign) {
        return sign >= 'a' && sign <= 'z';
    }

    private static boolean isDigitOrHyphen(char sign) {
        return (sign >= '0' && sign <= '9') || sign == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
