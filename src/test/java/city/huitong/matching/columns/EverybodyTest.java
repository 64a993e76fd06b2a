package city.huitong.matching.columns;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is loaded and changed in whatever order, everybody is there once, with the newest facts. */
class EverybodyTest {

    private static final String FACT = "person.count";
    private static final int SUBJECTS = 50_000;

    /** Enough changes for several merges, over and beside those who are loaded. */
    @Property(tries = 5)
    void everybodyIsThereOnceWithTheNewestFacts(@ForAll long seed) {
        var random = new Random(seed);
        var expected = new HashMap<SubjectId, Long>();
        var everybody = new Everybody(Map.of(FACT, ValueType.INT));
        put(everybody, expected, random, 100);
        everybody.load(List.of(stored(expected)));

        for (int round = 0; round < 20; round++) {
            put(everybody, expected, random, 5_000);
        }

        assertThat(values(everybody)).isEqualTo(expected);
    }

    private static void put(Everybody everybody, Map<SubjectId, Long> expected, Random random, int howMany) {
        var changes = new HashMap<SubjectId, Long>();
        for (int i = 0; i < howMany; i++) {
            changes.put(subject(random.nextInt(SUBJECTS)), random.nextLong());
        }
        expected.putAll(changes);
        var newest = new HashMap<SubjectId, city.huitong.expression.Bindings>();
        changes.forEach((subject, value) -> newest.put(subject, _ -> new Value.Int(value)));
        everybody.put(newest);
    }

    /** Some who were stored before, with facts that are old for those who have changed. */
    private static Segment stored(Map<SubjectId, Long> expected) {
        var builder = new Segment.Builder(Map.of(FACT, ValueType.INT));
        for (int i = 0; i < SUBJECTS / 2; i++) {
            var subject = subject(i);
            builder.add(subject, _ -> new Value.Int(-1));
            expected.putIfAbsent(subject, -1L);
        }
        return builder.build();
    }

    /** Half of them are negative numbers to Java. */
    private static SubjectId subject(int number) {
        return new SubjectId(new UUID((long) number << 48, number));
    }

    private static Map<SubjectId, Long> values(Everybody everybody) {
        var values = new HashMap<SubjectId, Long>();
        for (var part : everybody.parts()) {
            part.rows().forEach((int row) -> {
                var value = (Value.Int) part.segment().facts(row).value(FACT);
                assertThat(values.put(part.segment().subject(row), value.value()))
                        .isNull();
            });
        }
        return values;
    }
}
