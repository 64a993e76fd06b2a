package city.huitong.subject;

/**
 * The unified social credit code (统一社会信用代码) of GB 32100-2015: 18 characters, of which the 9th to 17th are an organisation
 * code of GB 11714-1997 with a check character of its own and the 18th checks the whole.
 */
public final class UnifiedSocialCreditCode {

    /** No I, O, S, V and Z: they are mistaken for digits. A character's value is its place. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int LENGTH = 18;
    private static final int MODULUS = 31;
    private static final int WEIGHT_BASE = 3;

    private static final String ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int ORGANISATION_START = 8;
    private static final int ORGANISATION_MODULUS = 11;
    private static final String ORGANISATION_CHECKS = "0123456789X";

    private UnifiedSocialCreditCode() {}

    /** Checks form and both check characters. */
    public static NumberVerdict check(String code) {
        if (!wellFormed(code)) {
            return NumberVerdict.FORMAT;
        }
        if (code.charAt(LENGTH - 1) != checkCharacter(code)) {
            return NumberVerdict.CHECK_DIGIT;
        }
        return code.charAt(LENGTH - 2) == organisationCheckCharacter(code)
                ? NumberVerdict.OK
                : NumberVerdict.ORGANISATION_CHECK_DIGIT;
    }

    private static boolean wellFormed(String code) {
        return code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    /** 31 less the weighted sum modulo 31, weights being powers of 3; 31 counts as 0. */
    private static char checkCharacter(String code) {
        var sum = 0;
        var weight = 1;
        for (var i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * weight;
            weight = weight * WEIGHT_BASE % MODULUS;
        }
        return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }

    private static char organisationCheckCharacter(String code) {
        var sum = 0;
        for (var i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            sum += ORGANISATION_ALPHABET.indexOf(code.charAt(ORGANISATION_START + i)) * ORGANISATION_WEIGHTS[i];
        }
        return ORGANISATION_CHECKS.charAt((ORGANISATION_MODULUS - sum % ORGANISATION_MODULUS) % ORGANISATION_MODULUS);
    }
}
