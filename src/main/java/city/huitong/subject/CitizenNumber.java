package city.huitong.subject;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * The citizen identity number (公民身份号码) of GB 11643-1999: area, birth date, sequence and a check character by ISO 7064
 * MOD 11-2.
 */
public final class CitizenNumber {

    private static final Pattern FORM = Pattern.compile("[0-9]{17}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int BIRTH_YEAR = 6;
    private static final int BIRTH_MONTH = 10;
    private static final int BIRTH_DAY = 12;
    private static final int SEQUENCE = 14;

    private CitizenNumber() {}

    /**
     * Checks form, check character and birth date.
     *
     * @param today the city's day: nobody is born after it
     */
    public static NumberVerdict check(String number, LocalDate today) {
        if (!FORM.matcher(number).matches()) {
            return NumberVerdict.FORMAT;
        }
        if (number.charAt(WEIGHTS.length) != checkCharacter(number)) {
            return NumberVerdict.CHECK_DIGIT;
        }
        return checkBirth(number, today);
    }

    private static char checkCharacter(String number) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    private static NumberVerdict checkBirth(String number, LocalDate today) {
        try {
            var birth = LocalDate.of(
                    part(number, BIRTH_YEAR, BIRTH_MONTH),
                    part(number, BIRTH_MONTH, BIRTH_DAY),
                    part(number, BIRTH_DAY, SEQUENCE));
            return birth.isAfter(today) ? NumberVerdict.BIRTH_DATE_FUTURE : NumberVerdict.OK;
        } catch (DateTimeException _) {
            return NumberVerdict.BIRTH_DATE;
        }
    }

    private static int part(String number, int from, int to) {
        return Integer.parseInt(number, from, to, 10);
    }
}
