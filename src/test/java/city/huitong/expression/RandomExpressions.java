package city.huitong.expression;

import static city.huitong.expression.ValueType.BOOL;
import static city.huitong.expression.ValueType.DATE;
import static city.huitong.expression.ValueType.INT;
import static city.huitong.expression.ValueType.MONEY;
import static city.huitong.expression.ValueType.NUMBER;
import static city.huitong.expression.ValueType.TEXT;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes well-typed expressions and facts at random, always the same ones for a seed. */
public final class RandomExpressions {

    public static final Scope SCOPE = scope();

    private static final List<String> RELATIONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final Map<ValueType, List<Value>> VALUES = Map.of(
            BOOL, List.of(new Value.Bool(true), new Value.Bool(false)),
            INT,
                    List.of(0L, 1L, -1L, 2L, 3L, 65L, -7L, 1_000_000L, Long.MAX_VALUE, Long.MIN_VALUE).stream()
                            .<Value>map(Value.Int::new)
                            .toList(),
            MONEY,
                    List.of(0L, 1L, 50L, -250L, 10_000L, 300_000_000L, Long.MAX_VALUE).stream()
                            .<Value>map(Value.Money::new)
                            .toList(),
            NUMBER,
                    List.of(0.0, 1.0, -0.5, 5.5, 100.25).stream()
                            .<Value>map(Value.Num::new)
                            .toList(),
            TEXT,
                    List.of("", "s", "sh", "上海", "上", "sh-sh", "海").stream()
                            .<Value>map(Value.Text::new)
                            .toList(),
            DATE,
                    List.of("1960-02-29", "1961-11-23", "2024-02-29", "2025-02-28", "2025-03-01", "2026-01-31").stream()
                            .<Value>map(day -> new Value.Day(LocalDate.parse(day)))
                            .toList());

    private final Random random;
    private final boolean withKnown;

    public RandomExpressions(long seed, boolean withKnown) {
        this.random = new Random(seed);
        this.withKnown = withKnown;
    }

    private static Scope scope() {
        var builder = Scope.builder();
        for (var type : ValueType.values()) {
            List.of("a", "b", "c").forEach(letter -> builder.variable("fact." + letter + type, type));
        }
        return builder.constant("params.minAge", new Value.Int(65))
                .constant("params.cap", new Value.Money(10_000))
                .build();
    }

    /** Facts for every variable, each left out with the given chance. */
    public Map<String, Value> facts(double missing) {
        var facts = new HashMap<String, Value>();
        SCOPE.variables().forEach((name, type) -> {
            if (random.nextDouble() >= missing) {
                facts.put(name, any(VALUES.get(type)));
            }
        });
        return facts;
    }

    String any(int depth) {
        return of(any(List.of(ValueType.values())), depth);
    }

    public String of(ValueType type, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf(type);
        }
        if (random.nextInt(7) == 0) {
            return "(%s ? %s : %s)".formatted(of(BOOL, depth - 1), of(type, depth - 1), of(type, depth - 1));
        }
        return switch (type) {
            case BOOL -> condition(depth - 1);
            case INT -> whole(depth - 1);
            case MONEY -> money(depth - 1);
            case NUMBER -> number(depth - 1);
            case TEXT -> leaf(TEXT);
            case DATE -> ofTwo(DATE, depth - 1);
        };
    }

    private String condition(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> "(%s && %s)".formatted(of(BOOL, depth), of(BOOL, depth));
            case 1 -> "(%s || %s || %s)".formatted(of(BOOL, depth), of(BOOL, depth), of(BOOL, depth));
            case 2 -> "!" + of(BOOL, depth);
            case 3 -> membership(any(List.of(INT, MONEY, TEXT, DATE)), depth);
            case 4 -> textTest(depth);
            case 5 -> withKnown ? "known(%s)".formatted(variable(any(List.of(ValueType.values())))) : leaf(BOOL);
            default -> comparison(depth);
        };
    }

    private String comparison(int depth) {
        var type = any(List.of(ValueType.values()));
        var relations = type == BOOL ? RELATIONS.subList(0, 2) : RELATIONS;
        return "(%s %s %s)".formatted(of(type, depth), any(relations), of(type, depth));
    }

    private String membership(ValueType type, int depth) {
        return "(%s in [%s, %s, %s])".formatted(of(type, depth), literal(type), literal(type), literal(type));
    }

    private String textTest(int depth) {
        var relation = any(List.of("startsWith", "endsWith", "contains"));
        return "%s.%s(%s)".formatted(of(TEXT, depth), relation, of(TEXT, depth));
    }

    private String whole(int depth) {
        return switch (random.nextInt(6)) {
            case 0 ->
                "%s(%s, %s)"
                        .formatted(any(List.of("ageAt", "months", "daysBetween")), of(DATE, depth), of(DATE, depth));
            case 1 -> "round(%s, %s)".formatted(of(INT, depth), of(INT, depth));
            case 2 -> "(%s / %s)".formatted(of(MONEY, depth), of(MONEY, depth));
            case 3 -> ofTwo(INT, depth);
            case 4 -> "(-(%s))".formatted(of(INT, depth));
            default -> "(%s %s %s)".formatted(of(INT, depth), any(List.of("+", "-", "*", "/", "%")), of(INT, depth));
        };
    }

    private String money(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "round(%s, %s)".formatted(of(MONEY, depth), of(INT, depth));
            case 1 -> "(%s %s %s)".formatted(of(MONEY, depth), any(List.of("*", "/")), of(INT, depth));
            case 2 -> "(%s * %s)".formatted(of(INT, depth), of(MONEY, depth));
            case 3 -> ofTwo(MONEY, depth);
            case 4 -> "yuan(%s)".formatted(of(INT, depth));
            default -> "(%s %s %s)".formatted(of(MONEY, depth), any(List.of("+", "-")), of(MONEY, depth));
        };
    }

    /** Divides by a literal only: CEL divides decimal numbers by zero and goes on with infinity. */
    private String number(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> "(%s / 2.5)".formatted(of(NUMBER, depth));
            case 1 -> ofTwo(NUMBER, depth);
            default -> "(%s %s %s)".formatted(of(NUMBER, depth), any(List.of("+", "-", "*")), of(NUMBER, depth));
        };
    }

    private String ofTwo(ValueType type, int depth) {
        return "%s(%s, %s)".formatted(any(List.of("min", "max")), of(type, depth), of(type, depth));
    }

    private String leaf(ValueType type) {
        return random.nextInt(4) == 0 ? literal(type) : variable(type);
    }

    private String variable(ValueType type) {
        return "fact." + any(List.of("a", "b", "c")) + type;
    }

    private String literal(ValueType type) {
        return switch (type) {
            case BOOL -> any(List.of("true", "false"));
            case INT -> any(List.of("0", "1", "2", "-3", "65", "params.minAge", "9223372036854775807"));
            case MONEY -> any(List.of("yuan(0.5)", "yuan(100)", "yuan(-2.50)", "yuan(3000000)", "params.cap"));
            case NUMBER -> any(List.of("0.0", "1.0", "5.5", "-0.5"));
            case TEXT -> any(List.of("''", "'s'", "'sh'", "'上'", "\"海\""));
            case DATE -> any(List.of("date('1960-02-29')", "date('2025-02-28')", "date('2025-03-01')"));
        };
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
