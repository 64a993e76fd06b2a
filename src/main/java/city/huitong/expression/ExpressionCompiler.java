package city.huitong.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;

/**
 * Turns text into checked expressions. CEL parses the text; names, types and units are checked while its tree becomes ours;
 * last, CEL's own checker must agree, so that everything accepted here is valid CEL. Thread-safe and without state.
 */
public final class ExpressionCompiler {

    /** Compiles one expression, or says at which places what is wrong with it. */
    public Expression compile(String source, Scope scope) throws ExpressionException {
        TreeLimits.check(source);
        var parsed = tree(scope.compiler().parse(source));
        var text = new Source(source, parsed.getSource());
        TreeLimits.check(parsed.getExpr(), text);
        var root = new Lowering(scope, text).lower(parsed.getExpr());
        tree(scope.compiler().check(parsed));
        return new Expression(source, root.type(), root, root.names());
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException invalid) {
            throw SyntaxSentences.of(invalid.getErrors());
        }
    }
}
