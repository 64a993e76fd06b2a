package city.huitong.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {

    private static final List<Object> NO_CASES = List.of();

    @Test
    void hasAHashOf64LowerCaseHexDigits() {
        assertThat(hash(Map.of())).matches("[0-9a-f]{64}");
    }

    @Test
    void hasTheSameHashInWhateverOrderItsKeysStand() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", 1);
        one.put("b", 2);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", 2);
        other.put("a", 1);

        assertThat(hash(one)).isEqualTo(hash(other));
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void hasTheSameHashWhicheverReaderGaveTheDate() {
        assertThat(hash(Map.of("from", "2016-05-01")))
                .isEqualTo(hash(Map.of("from", LocalDate.of(2016, 5, 1))))
                .isEqualTo(hash(Map.of("from", Date.from(Instant.parse("2016-05-01T00:00:00Z")))));
    }

    @Test
    void hasTheSameHashWhicheverReaderGaveTheNumber() {
        assertThat(hash(Map.of("n", 75)))
                .isEqualTo(hash(Map.of("n", 75L)))
                .isEqualTo(hash(Map.of("n", 75.0)))
                .isEqualTo(hash(Map.of("n", BigInteger.valueOf(75))))
                .isEqualTo(hash(Map.of("n", new BigDecimal("75.00"))));
    }

    @Test
    void hasAnotherHashWhenAnythingElseIsSaid() {
        assertThat(List.of(
                        hash(Map.of("n", 75)),
                        hash(Map.of("n", "75")),
                        hash(Map.of("n", true)),
                        hash(Map.of("n", "true")),
                        hash(Map.of("n", List.of(7, 5))),
                        hash(Map.of("n", List.of(5, 7))),
                        hash(Map.of("n", List.of(List.of(7), 5))),
                        hash(Map.of("n", Map.of())),
                        hash(Map.of("n", List.of())),
                        new PolicyDocument(Map.of("n", 75), List.of(1)).contentHash()))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTextsApartThatLookLikeStructure() {
        assertThat(hash(Map.of("a", List.of("x", "y")))).isNotEqualTo(hash(Map.of("a", List.of("x\"1\"y"))));
    }

    @Test
    void hasTheSameHashWithAndWithoutAKeyThatHasNoValue() {
        Map<String, Object> withNull = new LinkedHashMap<>();
        withNull.put("to", null);

        assertThat(hash(withNull)).isEqualTo(hash(Map.of()));
        assertThat(new PolicyDocument(Map.of(), Arrays.asList(1, null)).cases()).hasSize(2);
    }

    private static String hash(Map<String, Object> policy) {
        return new PolicyDocument(policy, NO_CASES).contentHash();
    }
}
