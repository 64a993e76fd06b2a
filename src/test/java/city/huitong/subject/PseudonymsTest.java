package city.huitong.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import city.huitong.catalog.SubjectKind;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pseudonyms: the same for the same number and key, and for nothing else. */
class PseudonymsTest {

    private static final String NUMBER = "999999190001010007";

    private final Pseudonyms pseudonyms = new Pseudonyms(key(1, 32), Optional.empty());

    @Test
    void givesTheSamePseudonymForTheSameNumberAndKey() {
        var again = new Pseudonyms(key(1, 32), Optional.empty());

        assertThat(pseudonyms.of(SubjectKind.PERSON, NUMBER)).isEqualTo(again.of(SubjectKind.PERSON, NUMBER));
    }

    /** Fixed for ever: with another value every stored row would lose its subject. Computed with Python's hmac. */
    @Test
    void givesTheValueOfTheRecipe() {
        assertThat(pseudonyms.of(SubjectKind.PERSON, NUMBER)).hasToString("c355d8ea-e94f-8426-bdba-7ca6250a23cd");
    }

    @Test
    void givesAnotherOneForAnotherKeyKindOrNumber() {
        var one = pseudonyms.of(SubjectKind.PERSON, NUMBER);

        assertThat(new Pseudonyms(key(2, 32), Optional.empty()).of(SubjectKind.PERSON, NUMBER))
                .isNotEqualTo(one);
        assertThat(pseudonyms.of(SubjectKind.HOUSEHOLD, NUMBER)).isNotEqualTo(one);
        assertThat(pseudonyms.of(SubjectKind.PERSON, "000000190001010017")).isNotEqualTo(one);
    }

    @Test
    void hasTheFormOfAUuidVersion8() {
        var id = pseudonyms.of(SubjectKind.PERSON, NUMBER).value();

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void spreadsSubjectsOverAllShards() {
        var shards = new HashSet<Short>();
        IntStream.range(0, 5_000)
                .forEach(i ->
                        shards.add(pseudonyms.of(SubjectKind.HOUSEHOLD, "H" + i).shard()));

        assertThat(shards).hasSize(256).allMatch(shard -> shard >= 0 && shard <= 255);
    }

    @Test
    void isSafeForManyThreads() {
        var expected = pseudonyms.of(SubjectKind.PERSON, NUMBER);

        assertThat(IntStream.range(0, 10_000).parallel().mapToObj(_ -> pseudonyms.of(SubjectKind.PERSON, NUMBER)))
                .containsOnly(expected);
    }

    @Test
    void refusesAShortKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pseudonyms(key(1, 31), Optional.empty()))
                .withMessageContaining("huitong.keys.pseudonym");
    }

    private static String key(int value, int length) {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
