package city.huitong.matching.columns;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** People made up for measuring: thirty facts, of which one in twenty is missing. Always the same ones for a number. */
public final class Population {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    public static final Map<String, ValueType> FACTS = facts();

    private static final double MISSING = 0.05;
    private static final int FIRST_YEAR = 1926;
    private static final int DAYS = 100 * 365;

    private Population() {}

    private static Map<String, ValueType> facts() {
        Map<String, ValueType> facts = new LinkedHashMap<>();
        numbered(facts, "person.flag", 10, ValueType.BOOL);
        numbered(facts, "person.kind", 8, ValueType.TEXT);
        numbered(facts, "person.count", 8, ValueType.INT);
        numbered(facts, "person.sum", 2, ValueType.MONEY);
        numbered(facts, "person.day", 2, ValueType.DATE);
        return facts;
    }

    private static void numbered(Map<String, ValueType> facts, String name, int howMany, ValueType type) {
        IntStream.range(0, howMany).forEach(i -> facts.put(name + i, type));
    }

    /** How many texts the n-th kind has. */
    static int kinds(int n) {
        return List.of(2, 4, 8, 16, 16, 32, 64, 500).get(n);
    }

    public static SubjectId subject(int person) {
        return new SubjectId(new UUID(person, 0));
    }

    public static Map<String, Value> facts(int person) {
        var random = new Random(person * 0x9E37_79B9L);
        Map<String, Value> facts = new HashMap<>();
        FACTS.forEach((name, type) -> {
            if (random.nextDouble() >= MISSING) {
                facts.put(name, value(name, type, random));
            }
        });
        return facts;
    }

    private static Value value(String name, ValueType type, Random random) {
        var number = name.charAt(name.length() - 1) - '0';
        return switch (type) {
            case BOOL -> Value.Bool.of(random.nextInt(10) < 3);
            case TEXT -> new Value.Text("k" + random.nextInt(kinds(number)));
            case INT -> new Value.Int(random.nextInt(number < 4 ? 100 : 2_000));
            case MONEY -> new Value.Money(random.nextInt(50_000) * 100L);
            case DATE -> new Value.Day(LocalDate.ofYearDay(FIRST_YEAR, 1).plusDays(random.nextInt(DAYS)));
            case NUMBER -> throw new IllegalStateException("none");
        };
    }
}
