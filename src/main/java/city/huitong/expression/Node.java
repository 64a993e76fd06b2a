package city.huitong.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One node of a compiled expression. The tree is typed: whoever walks it may rely on operands having the types that the
 * compiler checked, on every constant subtree having been computed, and on a node that is no constant reading a variable.
 */
public sealed interface Node {

    /** What the node answers. */
    ValueType type();

    /** The nodes directly below, in the order of the text. */
    List<Node> children();

    /** The variables read at or below this node, sorted. */
    default Set<String> names() {
        var names = new TreeSet<String>();
        collect(this, names);
        return names;
    }

    private static void collect(Node node, Set<String> names) {
        if (node instanceof Variable(String name, var _)) {
            names.add(name);
        }
        node.children().forEach(child -> collect(child, names));
    }

    /** A literal, a constant of the scope, or what was computed from them. */
    record Constant(Value value) implements Node {

        @Override
        public ValueType type() {
            return value.type();
        }

        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** A fact or column. */
    record Variable(String name, ValueType type) implements Node {

        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** {@code !a}. */
    record Not(Node operand) implements Node {

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** {@code a && b && c}: at least two parts, none of them an {@code And}. */
    record And(List<Node> parts) implements Node {

        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public List<Node> children() {
            return parts;
        }
    }

    /** {@code a || b || c}: at least two parts, none of them an {@code Or}. */
    record Or(List<Node> parts) implements Node {

        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public List<Node> children() {
            return parts;
        }
    }

    /** Two values of one type compared. */
    record Comparison(Relation relation, Node left, Node right) implements Node {

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    /** {@code a in [1, 2]}: values of the operand's type, at least one, without repetition. */
    record Membership(Node operand, List<Value> values) implements Node {

        public Membership {
            values = List.copyOf(values);
        }

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** {@code a + b} and its like; {@code -a} is {@code 0 - a}. The units of operands and result are those of the ADR. */
    record Arithmetic(Operator operator, ValueType type, Node left, Node right) implements Node {

        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    /** {@code text.startsWith(part)} and its like. */
    record TextTest(TextRelation relation, Node text, Node part) implements Node {

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public List<Node> children() {
            return List.of(text, part);
        }
    }

    /** {@code test ? yes : no}. */
    record Conditional(Node test, Node yes, Node no) implements Node {

        @Override
        public ValueType type() {
            return yes.type();
        }

        @Override
        public List<Node> children() {
            return List.of(test, yes, no);
        }
    }

    /** A function of the language called with as many arguments as it takes. */
    record Call(Function function, ValueType type, List<Node> arguments) implements Node {

        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Node> children() {
            return arguments;
        }
    }

    /**
     * {@code known(fact)}: whether the fact is there. Never missing, and so the only node whose answer can change when a fact
     * arrives.
     */
    record Known(Variable variable) implements Node {

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public List<Node> children() {
            return List.of(variable);
        }
    }

    /** How two values of one type can relate. Only equality is defined for true and false. */
    enum Relation {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        /** As written in an expression. */
        public String sign() {
            return sign;
        }

        /** Whether the relation asks for an order, not only for equality. */
        public boolean ordering() {
            return this != EQUAL && this != NOT_EQUAL;
        }
    }

    /** Arithmetic on numbers and money. Division and remainder of whole numbers round towards zero. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        REMAINDER("%");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As written in an expression. */
        public String sign() {
            return sign;
        }
    }

    /** What can be asked about a text. Letters are compared as they are. */
    enum TextRelation {
        STARTS_WITH("startsWith"),
        ENDS_WITH("endsWith"),
        CONTAINS("contains");

        private final String word;

        TextRelation(String word) {
            this.word = word;
        }

        /** As written in an expression. */
        public String word() {
            return word;
        }
    }

    /** The functions of the language; each takes two arguments. */
    enum Function {
        /**
         * Whole years from a day of birth to a day. Who was born on 29 February grows older on 1 March in years without that
         * day: by article 202 of the Civil Code a period ends with the last day of a month that has no matching day, so the
         * year is full when 28 February is over (the authority may have rules of its own, which are then to be checked).
         * Counts towards zero: negative only from a full year before the birth.
         */
        AGE_AT("ageAt"),
        /**
         * Whole months from a day to a day. A month is full when the same day of a later month is reached, or, where that
         * month is shorter, the first of the month after it. Counts towards zero: negative from a full month before.
         */
        MONTHS("months"),
        /** Days from a day to a day; negative if the second is earlier. */
        DAYS_BETWEEN("daysBetween"),
        /** {@code a / b} rounded to the nearest whole unit, halves away from zero: 0.5 to 1, -0.5 to -1. */
        ROUND("round"),
        /** The smaller of two values of one type. */
        MIN("min"),
        /** The larger of two values of one type. */
        MAX("max");

        private final String word;

        Function(String word) {
            this.word = word;
        }

        /** As written in an expression. */
        public String word() {
            return word;
        }
    }
}
