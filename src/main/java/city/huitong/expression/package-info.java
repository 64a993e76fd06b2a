/**
 * Conditions and amounts of policies: a small, typed subset of CEL with money, dates and three values.
 *
 * <p>{@link city.huitong.expression.ExpressionCompiler} turns text into a tree ({@link city.huitong.expression.Node}) once;
 * {@link city.huitong.expression.Evaluator} answers it for one subject, {@link city.huitong.expression.SqlTranslator} for
 * many. A fact that is not there makes an answer missing only where the answer depends on it (Kleene's strong three-valued
 * logic); a result that cannot be computed, for example a division by zero, is not known either. The language is described
 * in ADR 0001, section "Expressions".
 */
@NullMarked
package city.huitong.expression;

import org.jspecify.annotations.NullMarked;
