package city.huitong.expression;

import city.huitong.expression.Node.And;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Function;
import city.huitong.expression.Node.Known;
import city.huitong.expression.Node.Not;
import city.huitong.expression.Node.Operator;
import city.huitong.expression.Node.Or;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.TextRelation;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Value.Bool;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns CEL's tree into ours: resolves names, inlines constants, checks types and units, computes what is constant. What our
 * language does not have is refused here. The tree's size was checked before, so recursion is safe.
 */
final class Lowering {

    private static final Map<String, Relation> RELATIONS = Arrays.stream(Relation.values())
            .collect(Collectors.toUnmodifiableMap(relation -> "_" + relation.sign() + "_", relation -> relation));
    private static final Map<String, Operator> OPERATORS = Arrays.stream(Operator.values())
            .collect(Collectors.toUnmodifiableMap(operator -> "_" + operator.sign() + "_", operator -> operator));
    private static final Map<String, TextRelation> TEXT_RELATIONS = Arrays.stream(TextRelation.values())
            .collect(Collectors.toUnmodifiableMap(TextRelation::word, relation -> relation));
    private static final Map<String, Function> FUNCTIONS = Arrays.stream(Function.values())
            .collect(Collectors.toUnmodifiableMap(Function::word, function -> function));

    private final Scope scope;
    private final Source source;

    Lowering(Scope scope, Source source) {
        this.scope = scope;
        this.source = source;
    }

    Node lower(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> new Constant(literal(expr));
            case IDENT, SELECT -> name(expr);
            case CALL -> computed(expr, call(expr));
            case LIST -> throw refuse(expr, "a list may stand only after in");
            case MAP, STRUCT -> throw refuse(expr, "maps and objects are not part of this language; name a fact");
            case COMPREHENSION, NOT_SET -> throw refuse(expr, "this is not part of this language");
        };
    }

    /** Lowers all and reports what is wrong in each, not only in the first. */
    private List<Node> lowerAll(List<CelExpr> exprs) {
        var nodes = new ArrayList<Node>();
        var errors = new ArrayList<ExpressionError>();
        for (var expr : exprs) {
            try {
                nodes.add(lower(expr));
            } catch (ExpressionException wrong) {
                errors.addAll(wrong.errors());
            }
        }
        if (!errors.isEmpty()) {
            throw new ExpressionException(errors);
        }
        return nodes;
    }

    private Value literal(CelExpr expr) {
        var constant = expr.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> Bool.of(constant.booleanValue());
            case INT64_VALUE -> new Value.Int(constant.int64Value());
            case DOUBLE_VALUE -> decimal(expr, constant.doubleValue());
            case STRING_VALUE -> new Value.Text(constant.stringValue());
            case NULL_VALUE -> throw refuse(expr, "null is no value; ask with !known(fact) whether a fact is missing");
            case UINT64_VALUE -> throw refuse(expr, "write whole numbers without u");
            case BYTES_VALUE, TIMESTAMP_VALUE, DURATION_VALUE, NOT_SET ->
                throw refuse(expr, "write texts, numbers, true, false or date('2025-01-31')");
        };
    }

    private Value decimal(CelExpr expr, double value) {
        if (!Double.isFinite(value)) {
            throw refuse(expr, "this number is too large");
        }
        return new Value.Num(value);
    }

    private Node name(CelExpr expr) {
        var segments = new ArrayDeque<String>();
        var before = expr;
        while (before.getKind() == Kind.SELECT) {
            segments.push(before.select().field());
            before = before.select().operand();
        }
        if (before.getKind() != Kind.IDENT) {
            throw refuse(expr, "only a name may be followed by a dot and a word");
        }
        segments.push(before.ident().name());
        return resolved(source.place(expr), String.join(".", segments));
    }

    private Node resolved(Place at, String name) {
        var constant = Optional.ofNullable(scope.constants().get(name));
        if (constant.isPresent()) {
            return new Constant(constant.get());
        }
        var type = Optional.ofNullable(scope.variables().get(name));
        return type.map(found -> new Variable(name, found)).orElseThrow(() -> at.refuse(unknownName(name)));
    }

    private String unknownName(String name) {
        var names = Stream.concat(scope.variables().keySet().stream(), scope.constants().keySet().stream());
        return "unknown fact " + name + NearestName.hint(name, names.toList());
    }

    private Node call(CelExpr expr) {
        var word = expr.call().function();
        return switch (word) {
            case "_&&_" -> new And(parts(expr, word));
            case "_||_" -> new Or(parts(expr, word));
            case "!_" -> unary(expr, operand -> not(expr, operand));
            case "-_" -> unary(expr, operand -> Operations.negation(source.place(expr), operand));
            case "_?_:_" -> conditional(expr);
            case "@in" -> membership(expr);
            case "known" -> unary(expr, operand -> known(expr, operand));
            case "yuan" -> yuan(expr);
            case "date" -> date(expr);
            default -> named(expr, word);
        };
    }

    private Node named(CelExpr expr, String word) {
        var at = source.place(expr);
        if (RELATIONS.containsKey(word)) {
            return binary(expr, (left, right) -> Operations.comparison(at, RELATIONS.get(word), left, right));
        }
        if (OPERATORS.containsKey(word)) {
            return binary(expr, (left, right) -> Operations.arithmetic(at, OPERATORS.get(word), left, right));
        }
        if (TEXT_RELATIONS.containsKey(word)) {
            return textTest(expr, TEXT_RELATIONS.get(word));
        }
        if (FUNCTIONS.containsKey(word)) {
            return binary(expr, (first, second) -> Functions.call(at, FUNCTIONS.get(word), first, second));
        }
        throw at.refuse(unknownFunction(word));
    }

    private static String unknownFunction(String word) {
        if (word.startsWith("_")) {
            return "lists and maps cannot be looked into; name a fact";
        }
        if (word.equals("has")) {
            return "write known(fact) to ask whether a fact is there";
        }
        var words = Stream.of(FUNCTIONS.keySet(), TEXT_RELATIONS.keySet(), List.of("known", "yuan", "date"))
                .flatMap(Collection::stream)
                .sorted()
                .toList();
        var hint = NearestName.hint(word, words);
        return "there is no function " + word + (hint.isEmpty() ? "; there are " + String.join(", ", words) : hint);
    }

    private Node unary(CelExpr expr, UnaryOperator<Node> make) {
        return make.apply(lowerAll(arguments(expr, 1)).getFirst());
    }

    private Node binary(CelExpr expr, BinaryOperator<Node> make) {
        var operands = lowerAll(arguments(expr, 2));
        return make.apply(operands.get(0), operands.get(1));
    }

    private List<CelExpr> arguments(CelExpr expr, int count) {
        var call = expr.call();
        if (call.target().isPresent() || call.args().size() != count) {
            throw refuse(
                    expr,
                    "%s takes %s in brackets after its name"
                            .formatted(call.function(), count == 1 ? "one argument" : "two arguments"));
        }
        return call.args();
    }

    private Node not(CelExpr expr, Node operand) {
        Operations.requireType(source.place(expr), "what stands after !", ValueType.BOOL, operand);
        return new Not(operand);
    }

    private List<Node> parts(CelExpr expr, String junction) {
        var flat = flattened(expr, junction).toList();
        var parts = lowerAll(flat);
        var sign = junction.substring(1, 3);
        for (var i = 0; i < parts.size(); i++) {
            Operations.requireType(
                    source.place(flat.get(i)), "what %s joins".formatted(sign), ValueType.BOOL, parts.get(i));
        }
        return parts;
    }

    private static Stream<CelExpr> flattened(CelExpr expr, String junction) {
        var same = expr.getKind() == Kind.CALL && expr.call().function().equals(junction);
        return same ? expr.call().args().stream().flatMap(part -> flattened(part, junction)) : Stream.of(expr);
    }

    private Node conditional(CelExpr expr) {
        var nodes = lowerAll(expr.call().args());
        return Operations.conditional(source.place(expr), nodes.get(0), nodes.get(1), nodes.get(2));
    }

    private Node membership(CelExpr expr) {
        var list = expr.call().args().get(1);
        if (list.getKind() != Kind.LIST) {
            throw refuse(expr, "in takes a list in square brackets, for example in ['a', 'b']");
        }
        var operand = lower(expr.call().args().get(0));
        return Operations.membership(
                source.place(expr), operand, lowerAll(list.list().elements()));
    }

    private Node textTest(CelExpr expr, TextRelation relation) {
        var call = expr.call();
        var target = call.target();
        if (target.isEmpty() || call.args().size() != 1) {
            throw refuse(expr, "write %s after a text, for example person.name.%1$s('x')".formatted(relation.word()));
        }
        var nodes = lowerAll(List.of(target.get(), call.args().getFirst()));
        return Operations.textTest(source.place(expr), relation, nodes.get(0), nodes.get(1));
    }

    private Node known(CelExpr expr, Node operand) {
        if (operand instanceof Variable variable) {
            return new Known(variable);
        }
        if (operand instanceof Constant) {
            return new Constant(Bool.TRUE);
        }
        throw refuse(expr, "known takes the name of a fact");
    }

    private Node yuan(CelExpr expr) {
        var argument = arguments(expr, 1).getFirst();
        var at = source.place(argument);
        return isLiteral(argument, CelConstant.Kind.DOUBLE_VALUE)
                ? Functions.yuan(at, source.decimal(argument))
                : Functions.yuan(at, lower(argument));
    }

    private Node date(CelExpr expr) {
        var argument = arguments(expr, 1).getFirst();
        if (!isLiteral(argument, CelConstant.Kind.STRING_VALUE)) {
            throw refuse(argument, "date takes a day in quotes, for example date('2025-01-31')");
        }
        return Functions.date(source.place(argument), argument.constant().stringValue());
    }

    private static boolean isLiteral(CelExpr expr, CelConstant.Kind kind) {
        return expr.getKind() == Kind.CONSTANT && expr.constant().getKind() == kind;
    }

    /** A node without variables becomes its value. */
    private Node computed(CelExpr expr, Node node) {
        if (!node.children().stream().allMatch(Constant.class::isInstance)) {
            return node;
        }
        return switch (Evaluator.evaluate(node, _ -> null)) {
            case Value value -> new Constant(value);
            case Missing _ -> throw refuse(expr, "the result does not fit into 64 bits");
        };
    }

    private ExpressionException refuse(CelExpr expr, String sentence) {
        return source.place(expr).refuse(sentence);
    }
}
