package city.huitong.faults;

import city.huitong.hub.People;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A record of the population register about a made-up person, and what the city's rules give to such a person.
 *
 * @param person which of the people; part of the name, so that records can be told apart
 * @param version how often the record was changed before; each version has a day of registration of its own
 * @param hukou {@code x} for those registered in the city
 */
record Register(int person, int version, String hukou) {

    private static final String NAME = "张三";
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final int OLD_ENOUGH = 65;

    /** People nobody has heard of; every fourth is registered in the city. */
    static Stream<Register> newcomers(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(person -> new Register(person, 0, person % 4 == 0 ? "x" : "other"));
    }

    static Register read(String name, LocalDate registered, String hukou) {
        var version = ChronoUnit.DAYS.between(FIRST_DAY, registered);
        return new Register(Integer.parseInt(name.substring(NAME.length())), Math.toIntExact(version), hukou);
    }

    byte[] line() {
        return People.line(person, NAME + person, hukou, FIRST_DAY.plusDays(version));
    }

    /** The elderly allowance in fen a month by the policy's text, written down once more; 0 for who gets none. */
    long allowance() {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        var age = Period.between(People.birth(person), today).getYears();
        if (!hukou.equals("x") || age < OLD_ENOUGH) {
            return 0;
        }
        return age < 70 ? 7_500 : age < 80 ? 15_000 : age < 90 ? 18_000 : age < 100 ? 35_000 : 60_000;
    }
}
