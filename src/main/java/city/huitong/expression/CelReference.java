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

/**
 * An expression asked of CEL's own checker and runtime: a second opinion about this hub's evaluator. Our functions are written a second
 * time here, in other ways. CEL has no answer where it cannot do without what is missing, and goes on after that in fewer places than
 * we do.
 */
public final class CelReference {

    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(CelLanguage.OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from("yuan_int", Long.class, whole -> Math.multiplyExact(whole, 100L)),
                    CelFunctionBinding.from("yuan_double", Double.class, yuan -> Math.round(yuan * 100)),
                    CelFunctionBinding.from("date_string", String.class, CelReference::midnight),
                    CelFunctionBinding.from("known_any", Object.class, _ -> true),
                    CelFunctionBinding.from("ageAt_days", Instant.class, Instant.class, CelReference::years),
                    CelFunctionBinding.from("months_days", Instant.class, Instant.class, CelReference::months),
                    CelFunctionBinding.from("daysBetween_days", Instant.class, Instant.class, CelReference::days),
                    CelFunctionBinding.from("round_int_int", Long.class, Long.class, CelReference::round),
                    CelFunctionBinding.from("min_int", Long.class, Long.class, Math::min),
                    CelFunctionBinding.from("max_int", Long.class, Long.class, Math::max),
                    CelFunctionBinding.from("min_double", Double.class, Double.class, Math::min),
                    CelFunctionBinding.from("max_double", Double.class, Double.class, Math::max),
                    CelFunctionBinding.from("min_days", Instant.class, Instant.class, (a, b) -> a.isBefore(b) ? a : b),
                    CelFunctionBinding.from("max_days", Instant.class, Instant.class, (a, b) -> a.isAfter(b) ? a : b))
            .build();

    private final CelRuntime.Program program;
    private final ValueType type;

    private CelReference(CelRuntime.Program program, ValueType type) {
        this.program = program;
        this.type = type;
    }

    /** For an expression that the compiler has accepted in this scope. */
    public static CelReference of(String source, ValueType type, Scope scope) {
        try {
            return new CelReference(RUNTIME.createProgram(checked(source, scope)), type);
        } catch (CelEvaluationException invalid) {
            throw new IllegalArgumentException(source, invalid);
        }
    }

    /** What CEL answers on facts that were {@link #prepared}; nothing if it fails on them, or cannot do without one that is missing. */
    public Optional<Value> answer(Map<String, Object> facts) {
        try {
            return Optional.of(program.eval(facts))
                    .filter(answer -> !(answer instanceof CelUnknownSet))
                    .map(answer -> value(type, answer));
        } catch (CelEvaluationException _) {
            return Optional.empty();
        }
    }

    /** Facts and the constants of the scope as CEL wants them. */
    public static Map<String, Object> prepared(Scope scope, Bindings facts) {
        var bindings = new HashMap<String, Object>();
        scope.variables().keySet().forEach(name -> {
            var value = facts.value(name);
            if (value != null) {
                bindings.put(name, plain(value));
            }
        });
        scope.constants().forEach((name, value) -> bindings.put(name, plain(value)));
        return bindings;
    }

    private static CelAbstractSyntaxTree checked(String source, Scope scope) {
        try {
            return scope.compiler().compile(source).getAst();
        } catch (CelValidationException invalid) {
            throw new IllegalArgumentException(source, invalid);
        }
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
