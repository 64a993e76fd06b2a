package city.huitong.expression;

import dev.cel.common.CelIssue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser says, in sentences that say what would be right. */
final class SyntaxSentences {

    private static final Pattern UNREADABLE = Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
    private static final Pattern MISPLACED =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*", Pattern.DOTALL);

    private SyntaxSentences() {}

    /** The first issue only: the parser's further ones follow from it. */
    static ExpressionException of(List<CelIssue> issues) {
        var first = issues.getFirst();
        return Source.place(first.getSourceLocation()).refuse(sentence(first.getMessage()));
    }

    private static String sentence(String message) {
        return matching(UNREADABLE, message)
                .map(SyntaxSentences::unreadable)
                .or(() -> matching(MISPLACED, message).map(SyntaxSentences::misplaced))
                .orElseGet(() -> other(message));
    }

    private static Optional<String> matching(Pattern pattern, String message) {
        return Optional.of(pattern.matcher(message))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1).strip());
    }

    private static String unreadable(String signs) {
        return switch (signs) {
            case "=" -> "a single = has no meaning; write == to compare";
            case "&" -> "a single & has no meaning; write && for and";
            case "|" -> "a single | has no meaning; write || for or";
            default -> unreadableText(signs);
        };
    }

    private static String unreadableText(String signs) {
        if (signs.startsWith("'") || signs.startsWith("\"")) {
            return "the text that starts here has no closing quote on its line, or holds an unknown \\ sequence";
        }
        return "the sign %s cannot be used here; write operators and quotes in half-width signs".formatted(signs);
    }

    private static String misplaced(String word) {
        return switch (word) {
            case "<EOF>" -> "the expression ends too early; a value, an operator or a bracket is missing";
            case "and" -> "write && instead of and";
            case "or" -> "write || instead of or";
            case "," -> "a comma separates arguments and the values of a list; lists stand in square brackets";
            default -> unexpected(word);
        };
    }

    private static String unexpected(String word) {
        return "%s is not expected here; before it an operator such as && or == is missing, or it is one too many"
                .formatted(word);
    }

    private static String other(String message) {
        if (message.contains("recursion limit")) {
            return "the expression is nested too deeply; use at most %d levels".formatted(TreeLimits.DEEPEST);
        }
        if (message.startsWith("missing ')'")) {
            return "a closing ) is missing";
        }
        if (message.startsWith("For input string")) {
            return "a whole number must lie between %d and %d".formatted(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        return "this cannot be read as an expression; check the signs at this place";
    }
}
