package city.huitong.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unified social credit code against GB 32100's worked example and the codes of well-known companies. */
class UnifiedSocialCreditCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final String VALID = "91100000100003962T";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43",
                "91100000100003962T",
                "911100001000044477",
                "911000001000013428",
                "9131000010000595XD",
                "9144030071526726XG",
                "914403001922038216",
                "91110000802100433B",
                "9152000071430580XT",
                "91440300100012316L",
                "91110000710925462X",
                "91110000600037341L",
                "919900000000000192",
                "91990000000000027W",
                "91990000MA0000TT9J",
                "91990000MA0000015Q"
            })
    void acceptsCodesThatExist(String code) {
        assertThat(UnifiedSocialCreditCode.check(code)).isEqualTo(NumberVerdict.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y4Z, FORMAT",
        "91350100M000100Y44, CHECK_DIGIT",
        "91350211M00013FA1N, CHECK_DIGIT",
        "91100000100003962t, FORMAT",
        "' 91100000100003962T', FORMAT",
        "91100000100003962, FORMAT",
        "91100000100003962TT, FORMAT",
        "'', FORMAT",
        "９１100000100003962T, FORMAT",
        "9110000010000396IT, FORMAT"
    })
    void saysWhatIsWrong(String code, NumberVerdict verdict) {
        assertThat(UnifiedSocialCreditCode.check(code)).isEqualTo(verdict);
    }

    @Test
    void tellsAWrongOrganisationCodeFromAWrongLastCharacter() {
        var wrongInside = ALPHABET.chars()
                .mapToObj(last -> "9110000010000396" + "3" + (char) last)
                .map(UnifiedSocialCreditCode::check)
                .toList();

        assertThat(wrongInside).containsOnly(NumberVerdict.CHECK_DIGIT, NumberVerdict.ORGANISATION_CHECK_DIGIT);
        assertThat(wrongInside)
                .filteredOn(NumberVerdict.ORGANISATION_CHECK_DIGIT::equals)
                .hasSize(1);
    }

    @Test
    void detectsEverySingleSubstitution() {
        assertThat(substitutions(VALID)).hasSize(540).allSatisfy(UnifiedSocialCreditCodeTest::isRefused);
    }

    @Property
    void detectsEverySingleSubstitutionOfAnyCode(
            @ForAll @IntRange(max = 999_999) int organisation,
            @ForAll @IntRange(max = 17) int place,
            @ForAll @IntRange(min = 1, max = 30) int shift) {
        var code = codeOf(organisation);
        var other = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(place)) + shift) % ALPHABET.length());

        assertThat(UnifiedSocialCreditCode.check(code)).isEqualTo(NumberVerdict.OK);
        isRefused(code.substring(0, place) + other + code.substring(place + 1));
    }

    /** Finds the check characters by trying, so that the test does not repeat the sums it tests. */
    private static String codeOf(int organisation) {
        var body = "91990000MA%06d".formatted(organisation);
        return "0123456789X"
                .chars()
                .boxed()
                .flatMap(ninth -> ALPHABET.chars().mapToObj(last -> body + (char) ninth.intValue() + (char) last))
                .filter(code -> UnifiedSocialCreditCode.check(code) == NumberVerdict.OK)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> substitutions(String code) {
        return IntStream.range(0, code.length())
                .boxed()
                .flatMap(place -> ALPHABET.chars()
                        .filter(other -> other != code.charAt(place))
                        .mapToObj(other -> code.substring(0, place) + (char) other + code.substring(place + 1)));
    }

    private static void isRefused(String code) {
        assertThat(UnifiedSocialCreditCode.check(code)).as(code).isNotEqualTo(NumberVerdict.OK);
    }
}
