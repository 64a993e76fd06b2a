package city.huitong.audit;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What texts of a leaf may be. A leaf stays for ever, so what must never be in one is refused before it is written. */
final class Words {

    private static final int MAX_CODE = 120;
    private static final int MAX_TEXT = 200;
    private static final int CITIZEN_NUMBER_LENGTH = 18;

    /** A citizen number (GB 11643): region, date of birth, sequence, check digit. */
    private static final Pattern CITIZEN_NUMBER = Pattern.compile(
            "(?<![0-9])[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])");

    private Words() {}

    /** ASCII letters, digits and {@code _.:/@-}, 1 to 120 of them. */
    static void mustBeCode(String what, String text) {
        if (!isCode(text)) {
            throw new IllegalArgumentException(what + " must be 1 to 120 of A-Z a-z 0-9 _ . : / @ -");
        }
        mustNameNobody(what, text);
    }

    /** Any text of 1 to 200 characters without control characters. */
    static void mustBeText(String what, String text) {
        var wellFormed = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (text.isEmpty() || text.length() > MAX_TEXT || !wellFormed || hasControl(text)) {
            throw new IllegalArgumentException(what + " must be 1 to 200 characters without control characters");
        }
        mustNameNobody(what, text);
    }

    static void mustBePositive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be 1 or more");
        }
    }

    /** By hand: an entry checks a dozen of them, and a pattern takes a tenth of a read. */
    private static boolean isCode(String text) {
        var first = text.isEmpty() ? '-' : text.charAt(0);
        return text.length() <= MAX_CODE
                && isLetterOrDigit(first)
                && text.chars().allMatch(Words::isInCode);
    }

    private static boolean isInCode(int character) {
        return isLetterOrDigit(character) || ".:/@-".indexOf(character) >= 0;
    }

    private static boolean isLetterOrDigit(int character) {
        return character == '_' || character < 128 && Character.isLetterOrDigit(character);
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** The message does not repeat the text: it may be logged. */
    private static void mustNameNobody(String what, String text) {
        if (text.length() >= CITIZEN_NUMBER_LENGTH
                && CITIZEN_NUMBER.matcher(text).find()) {
            throw new IllegalArgumentException(what + " looks like an official number, which no leaf may hold");
        }
    }
}
