package city.huitong.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The citizen number of GB 11643 against numbers that cannot be assigned to anybody. */
class CitizenNumberTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource({
        "999999190001010007, OK",
        "000000190001010017, OK",
        "110000190001010004, OK",
        "110000190001010005, CHECK_DIGIT",
        "999999190002300006, BIRTH_DATE",
        "999999205001010006, BIRTH_DATE_FUTURE",
        "99999919000101000x, FORMAT",
        "99999919000101000７, FORMAT",
        "' 999999190001010007', FORMAT",
        "99999919000101000, FORMAT",
        "9999991900010100071, FORMAT",
        "'', FORMAT",
        "X99999190001010007, FORMAT"
    })
    void saysWhetherANumberCanExist(String number, NumberVerdict verdict) {
        assertThat(CitizenNumber.check(number, TODAY)).isEqualTo(verdict);
    }

    @Test
    void takesTheCitysDayForTheBirthOfToday() {
        var bornToday = numberOf(TODAY, 1);

        assertThat(CitizenNumber.check(bornToday, TODAY)).isEqualTo(NumberVerdict.OK);
        assertThat(CitizenNumber.check(bornToday, TODAY.minusDays(1))).isEqualTo(NumberVerdict.BIRTH_DATE_FUTURE);
    }

    @Test
    void knowsLeapYears() {
        assertThat(verdictOfBirth("20000229")).isEqualTo(NumberVerdict.OK);
        assertThat(verdictOfBirth("19000229")).isEqualTo(NumberVerdict.BIRTH_DATE);
        assertThat(verdictOfBirth("20230229")).isEqualTo(NumberVerdict.BIRTH_DATE);
        assertThat(verdictOfBirth("20231301")).isEqualTo(NumberVerdict.BIRTH_DATE);
    }

    @Property
    void detectsEverySingleSubstitution(
            @ForAll @IntRange(max = 40_000) int day,
            @ForAll @IntRange(max = 999) int sequence,
            @ForAll @IntRange(max = 17) int place,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        var number = numberOf(LocalDate.of(1900, 1, 1).plusDays(day), sequence);
        var digit = number.charAt(place) == 'X' ? 10 : number.charAt(place) - '0';
        var other = (digit + shift) % 10;

        assertThat(CitizenNumber.check(number.substring(0, place) + other + number.substring(place + 1), TODAY))
                .isEqualTo(NumberVerdict.CHECK_DIGIT);
    }

    private static NumberVerdict verdictOfBirth(String birth) {
        return CitizenNumber.check(withCheck("999999" + birth + "001"), TODAY);
    }

    private static String numberOf(LocalDate birth, int sequence) {
        return withCheck("999999" + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(sequence));
    }

    /** Finds the check character by trying, so that the test does not repeat the sum it tests. */
    private static String withCheck(String body) {
        return "0123456789X"
                .chars()
                .mapToObj(check -> body + (char) check)
                .filter(number -> CitizenNumber.check(number, LocalDate.MAX) != NumberVerdict.CHECK_DIGIT)
                .findFirst()
                .orElseThrow();
    }
}
