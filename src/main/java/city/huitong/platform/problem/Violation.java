package city.huitong.platform.problem;

/**
 * One thing that is wrong with an input, and what would be right.
 *
 * @param pointer where: a JSON pointer (RFC 6901), {@code ?name} for a query parameter, or a place in a file
 * @param code stable code in kebab case
 * @param detail a sentence that says what would be right; never holds personal data
 */
public record Violation(String pointer, String code, String detail) {

    /** The same violation seen from an enclosing document. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, code, detail);
    }
}
