package city.huitong.expression;

/** What evaluating an expression can say: a value, or that facts it needed are not known. */
public sealed interface Result permits Value, Missing {}
