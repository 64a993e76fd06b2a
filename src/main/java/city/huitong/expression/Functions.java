package city.huitong.expression;

import static city.huitong.expression.ValueType.DATE;
import static city.huitong.expression.ValueType.INT;
import static city.huitong.expression.ValueType.MONEY;
import static city.huitong.expression.ValueType.TEXT;

import city.huitong.expression.Node.Arithmetic;
import city.huitong.expression.Node.Call;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Function;
import city.huitong.expression.Node.Operator;
import city.huitong.platform.data.Days;
import java.math.BigDecimal;
import java.util.List;

/** Makes the nodes of functions, if their arguments fit. */
final class Functions {

    private static final int FEN_PER_YUAN = 100;

    private Functions() {}

    static Node call(Place at, Function function, Node first, Node second) {
        return switch (function) {
            case AGE_AT, MONTHS, DAYS_BETWEEN -> betweenDays(at, function, first, second);
            case ROUND -> round(at, first, second);
            case MIN, MAX -> ofTwo(at, function, first, second);
        };
    }

    private static Node betweenDays(Place at, Function function, Node from, Node to) {
        Operations.requireType(at, "the first argument of " + function.word(), DATE, from);
        Operations.requireType(at, "the second argument of " + function.word(), DATE, to);
        return new Call(function, INT, List.of(from, to));
    }

    private static Node round(Place at, Node dividend, Node divisor) {
        if (dividend.type() != INT && dividend.type() != MONEY) {
            throw at.refuse("the first argument of round must be money or a whole number, not %s"
                    .formatted(dividend.type().phrase()));
        }
        Operations.requireType(at, "the second argument of round", INT, divisor);
        Operations.refuseZero(at, divisor);
        return new Call(Function.ROUND, dividend.type(), List.of(dividend, divisor));
    }

    private static Node ofTwo(Place at, Function function, Node first, Node second) {
        var left = Units.as(second.type(), first);
        var right = Units.as(first.type(), second);
        if (left.type() != right.type()) {
            throw at.refuse(Units.clash("chooses between", left, "and", right));
        }
        if (left.type() == TEXT || left.type() == ValueType.BOOL) {
            throw at.refuse("%s works on numbers, money and dates".formatted(function.word()));
        }
        return new Call(function, left.type(), List.of(left, right));
    }

    /** Whole yuan that are computed, in fen. */
    static Node yuan(Place at, Node whole) {
        if (whole.type() == MONEY) {
            throw at.refuse("yuan takes a plain number; this is money already");
        }
        if (whole.type() != INT) {
            throw at.refuse("yuan takes a whole number, or a decimal number written out such as yuan(0.5)");
        }
        return new Arithmetic(Operator.MULTIPLY, MONEY, whole, new Constant(new Value.Money(FEN_PER_YUAN)));
    }

    /** A decimal literal of yuan, exactly in fen. */
    static Node yuan(Place at, BigDecimal written) {
        try {
            var fen = written.movePointRight(2).setScale(0).longValueExact();
            return new Constant(new Value.Money(fen));
        } catch (ArithmeticException _) {
            throw at.refuse("an amount has at most two decimals and fits into 64 bits of fen");
        }
    }

    static Node date(Place at, String written) {
        return Days.parse(written)
                .map(day -> new Constant(new Value.Day(day)))
                .orElseThrow(() ->
                        at.refuse("there is no day %s; write a date such as date('2025-01-31')".formatted(written)));
    }
}
