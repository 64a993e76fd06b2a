package city.huitong.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * How large an expression may be. Both checks work without recursion: brackets are counted before the parser, which recurses
 * into them, and the tree before anything here walks it.
 */
final class TreeLimits {

    /** The deepest nesting of brackets and of the tree. */
    static final int DEEPEST = 60;

    /** The most nodes: literals, names, operators and calls. */
    static final int MOST_NODES = 500;

    private record Level(CelExpr expr, int depth) {}

    private TreeLimits() {}

    /** Checks length and brackets; brackets inside of texts count too. */
    static void check(String source) {
        if (source.isBlank()) {
            throw Place.START.refuse("write an expression; this one is empty");
        }
        var length = source.codePointCount(0, source.length());
        if (length > CelLanguage.LONGEST_SOURCE) {
            throw Place.START.refuse("an expression may have at most %,d characters, this one has %,d"
                    .formatted(CelLanguage.LONGEST_SOURCE, length));
        }
        if (deepestBracket(source) > DEEPEST) {
            throw tooDeep(Place.START);
        }
    }

    static void check(CelExpr root, Source source) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(root, 1));
        for (var nodes = 0; !open.isEmpty(); nodes++) {
            var level = open.pop();
            check(level, nodes + 1, source);
            children(level.expr()).forEach(child -> open.push(new Level(child, level.depth() + 1)));
        }
    }

    private static void check(Level level, int nodes, Source source) {
        if (level.depth() > DEEPEST) {
            throw tooDeep(source.place(level.expr()));
        }
        if (nodes > MOST_NODES) {
            throw Place.START.refuse("an expression may have at most %d parts (values, names, operators); divide it"
                    .formatted(MOST_NODES));
        }
    }

    private static ExpressionException tooDeep(Place place) {
        return place.refuse("the expression is nested too deeply; use at most %d levels".formatted(DEEPEST));
    }

    /** The segments of a dotted name are no nodes, only what stands before the first dot is looked at. */
    private static Stream<CelExpr> children(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT ->
                Stream.of(Source.beforeDots(expr)).filter(before -> before.getKind() != CelExpr.ExprKind.Kind.IDENT);
            case CALL -> Stream.concat(expr.call().target().stream(), expr.call().args().stream());
            case LIST -> expr.list().elements().stream();
            case CONSTANT, IDENT, STRUCT, MAP, COMPREHENSION, NOT_SET -> Stream.of();
        };
    }

    private static int deepestBracket(String source) {
        var depth = 0;
        var deepest = 0;
        for (var i = 0; i < source.length(); i++) {
            depth += step(source.charAt(i));
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static int step(char sign) {
        return switch (sign) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }
}
