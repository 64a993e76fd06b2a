package city.huitong.hub;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Any number of made-up people of the unassignable area 999999, one official number each. */
public final class People {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final LocalDate FIRST = LocalDate.of(1930, 1, 1);
    private static final int DAYS = 30_000;

    private People() {}

    /** A line of the population register. */
    public static byte[] line(int person, String hukou) {
        return line(person, "张三", hukou, LocalDate.of(2020, 1, 1));
    }

    /** A line of the population register. */
    public static byte[] line(int person, String name, String hukou, LocalDate registered) {
        return ("{\"citizen_number\":\"" + number(person) + "\",\"name\":\"" + name
                        + "\",\"sex\":\"male\",\"birth\":\"" + birth(person) + "\",\"hukou\":\"" + hukou
                        + "\",\"district\":\"d01\",\"registered_on\":\"" + registered + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** From 1930 on, a day later with each person; after 2012-02-20 it begins again. */
    public static LocalDate birth(int person) {
        return FIRST.plusDays(person % DAYS);
    }

    /** The citizen number. */
    public static String number(int person) {
        var body = "999999" + birth(person).toString().replace("-", "") + "%03d".formatted(1 + person / DAYS);
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + CHECKS.charAt(sum % CHECKS.length());
    }
}
