package city.huitong.expression;

import static java.time.ZoneOffset.UTC;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers expressions with CEL's own checker and runtime. Our functions are written a second time here, in other ways. */
public final class CelOracle {

    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(CelLanguage.OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from("yuan_int", Long.class, whole -> Math.multiplyExact(whole, 100L)),
                    CelFunctionBinding.from("yuan_double", Double.class, yuan -> Math.round(yuan * 100)),
                    CelFunctionBinding.from("date_string", String.class, CelOracle::midnight),
                    CelFunctionBinding.from("known_any", Object.class, _ -> true),
                    CelFunctionBinding.from("ageAt_days", Instant.class, Instant.class, CelOracle::years),
                    CelFunctionBinding.from("months_days", Instant.class, Instant.class, CelOracle::months),
                    CelFunctionBinding.from("daysBetween_days", Instant.class, Instant.class, CelOracle::days),
                    CelFunctionBinding.from("round_int_int", Long.class, Long.class, CelOracle::round),
                    CelFunctionBinding.from("min_int", Long.class, Long.class, Math::min),
                    CelFunctionBinding.from("max_int", Long.class, Long.class, Math::max),
                    CelFunctionBinding.from("min_double", Double.class, Double.class, Math::min),
                    CelFunctionBinding.from("max_double", Double.class, Double.class, Math::max),
                    CelFunctionBinding.from("min_days", Instant.class, Instant.class, (a, b) -> a.isBefore(b) ? a : b),
                    CelFunctionBinding.from("max_days", Instant.class, Instant.class, (a, b) -> a.isAfter(b) ? a : b))
            .build();

    private CelOracle() {}

    /** What CEL answers, as a value of ours of the given type; nothing if CEL fails on these facts. */
    static Optional<Value> answer(String source, ValueType type, Map<String, Value> facts) {
        try {
            return answer(RUNTIME.createProgram(checked(source, RandomExpressions.SCOPE)), type, prepared(facts));
        } catch (CelEvaluationException _) {
            return Optional.empty();
        }
    }

    /**
     * A condition for asking many times: what CEL answers on facts that were prepared for it; nothing if it cannot do without one that
     * is missing, or fails.
     */
    public static Function<Map<String, Object>, Optional<Boolean>> condition(String source, Scope scope) {
        try {
            var program = RUNTIME.createProgram(checked(source, scope));
            return facts -> answer(program, ValueType.BOOL, facts).map(answer -> answer.equals(Value.Bool.TRUE));
        } catch (CelEvaluationException invalid) {
            throw new IllegalArgumentException(source, invalid);
        }
    }

    private static Optional<Value> answer(CelRuntime.Program program, ValueType type, Map<String, Object> facts) {
        try {
            return Optional.of(program.eval(facts))
                    .filter(answer -> !(answer instanceof CelUnknownSet))
                    .map(answer -> value(type, answer));
        } catch (CelEvaluationException _) {
            return Optional.empty();
        }
    }

    private static CelAbstractSyntaxTree checked(String source, Scope scope) {
        try {
            return scope.compiler().compile(source).getAst();
        } catch (CelValidationException invalid) {
            throw new IllegalArgumentException(source, invalid);
        }
    }

    /** Facts as CEL wants them. */
    public static Map<String, Object> prepared(Map<String, Value> facts) {
        var bindings = new HashMap<String, Object>();
        facts.forEach((name, value) -> bindings.put(name, plain(value)));
        RandomExpressions.SCOPE.constants().forEach((name, value) -> bindings.put(name, plain(value)));
        return bindings;
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Bool(boolean truth) -> truth;
            case Value.Int(long number) -> number;
            case Value.Money(long fen) -> fen;
            case Value.Num(double number) -> number;
            case Value.Text(String text) -> text;
            case Value.Day(LocalDate day) -> day.atStartOfDay(UTC).toInstant();
        };
    }

    private static Value value(ValueType type, Object answer) {
        return switch (type) {
            case BOOL -> new Value.Bool((Boolean) answer);
            case INT -> new Value.Int((Long) answer);
            case MONEY -> new Value.Money((Long) answer);
            case NUMBER -> new Value.Num((Double) answer);
            case TEXT -> new Value.Text((String) answer);
            case DATE -> new Value.Day(day((Instant) answer));
        };
    }

    private static Instant midnight(String day) {
        return LocalDate.parse(day).atStartOfDay(UTC).toInstant();
    }

    private static LocalDate day(Instant midnight) {
        return LocalDate.ofInstant(midnight, UTC);
    }

    private static long years(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return -years(to, from);
        }
        var reached = !MonthDay.from(day(to)).isBefore(MonthDay.from(day(from)));
        return (long) day(to).getYear() - day(from).getYear() - (reached ? 0 : 1);
    }

    private static long months(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return -months(to, from);
        }
        var calendar = 12L * (day(to).getYear() - day(from).getYear()) + day(to).getMonthValue();
        var reached = day(to).getDayOfMonth() >= day(from).getDayOfMonth();
        return calendar - day(from).getMonthValue() - (reached ? 0 : 1);
    }

    private static long days(Instant from, Instant to) {
        return (to.getEpochSecond() - from.getEpochSecond()) / 86_400;
    }

    private static long round(long dividend, long divisor) {
        return BigDecimal.valueOf(dividend)
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
