package city.huitong.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Synthetic people of the unassignable area 999999, one number each. */
final class People {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final LocalDate FIRST = LocalDate.of(1930, 1, 1);
    private static final int DAYS = 30_000;

    private People() {}

    /** A line of the population register. */
    static byte[] line(int person, String hukou) {
        var birth = FIRST.plusDays(person % DAYS);
        return ("{\"citizen_number\":\"" + number(person) + "\",\"name\":\"张三\",\"sex\":\"male\",\"birth\":\"" + birth
                        + "\",\"hukou\":\"" + hukou + "\",\"district\":\"d01\",\"registered_on\":\"2020-01-01\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The citizen number of a person. */
    static String number(int person) {
        var birth = FIRST.plusDays(person % DAYS);
        var body = "999999" + birth.toString().replace("-", "") + "%03d".formatted(1 + person / DAYS);
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + CHECKS.charAt(sum % CHECKS.length());
    }
}
