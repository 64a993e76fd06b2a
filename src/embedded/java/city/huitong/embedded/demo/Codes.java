package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Official numbers of the made-up: right in form and check characters (GB 11643, GB 32100, GB 11714), assigned to nobody. */
final class Codes {

    private static final String CITIZEN_AREA = "999999";
    private static final String CITIZEN_CHECKS = "10X98765432";
    private static final int[] CITIZEN_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private static final String ENTERPRISE_PREFIX = "91990000";
    private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int ORGANISATION_MODULUS = 11;

    private Codes() {}

    /** The number of a citizen; odd sequences are male. */
    static String citizen(LocalDate birth, int sequence) {
        String body = CITIZEN_AREA + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + padded(sequence, 3);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * CITIZEN_WEIGHTS[i];
        }
        return body + CITIZEN_CHECKS.charAt(sum % CITIZEN_CHECKS.length());
    }

    /** The unified social credit code of an enterprise. */
    static String enterprise(int index) {
        String organisation = "MA" + padded(index, 6);
        String body = ENTERPRISE_PREFIX + organisation + organisationCheck(organisation);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += CREDIT_ALPHABET.indexOf(body.charAt(i)) * CREDIT_WEIGHTS[i];
        }
        int size = CREDIT_ALPHABET.length();
        return body + CREDIT_ALPHABET.charAt((size - sum % size) % size);
    }

    static String household(int index) {
        return "9" + padded(index * 37 + 1009, 8);
    }

    /** The same code with another last character, and so with a wrong check. */
    static String misspelt(String code) {
        int last = code.length() - 1;
        int position = CREDIT_ALPHABET.indexOf(code.charAt(last));
        return code.substring(0, last) + CREDIT_ALPHABET.charAt((position + 1) % 10);
    }

    static String padded(int number, int digits) {
        String written = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - written.length())) + written;
    }

    private static char organisationCheck(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += Character.digit(body.charAt(i), Character.MAX_RADIX) * ORGANISATION_WEIGHTS[i];
        }
        int check = (ORGANISATION_MODULUS - sum % ORGANISATION_MODULUS) % ORGANISATION_MODULUS;
        return check == 10 ? 'X' : Character.forDigit(check, 10);
    }
}
