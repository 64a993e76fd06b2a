package city.huitong.expression;

import java.time.LocalDate;

/** A known value. Two values are the same exactly if they are equal as records. */
public sealed interface Value extends Result {

    ValueType type();

    /** True or false. */
    record Bool(boolean value) implements Value {

        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);

        /** One of the two shared instances. */
        public static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }
    }

    /** A whole number without a unit. */
    record Int(long value) implements Value {

        @Override
        public ValueType type() {
            return ValueType.INT;
        }
    }

    /**
     * An amount of money.
     *
     * @param fen hundredths of a yuan
     */
    record Money(long fen) implements Value {

        @Override
        public ValueType type() {
            return ValueType.MONEY;
        }
    }

    /**
     * A decimal number without a unit, always finite; minus zero becomes zero.
     *
     * @param value finite
     */
    record Num(double value) implements Value {

        public Num {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number must be finite");
            }
            value = value + 0.0;
        }

        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }
    }

    /** A text, compared by code points. */
    record Text(String value) implements Value {

        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /** A day. */
    record Day(LocalDate value) implements Value {

        @Override
        public ValueType type() {
            return ValueType.DATE;
        }
    }
}
