package city.huitong.platform.data;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for. Built from the raw query parameters, so that a wrong one is a 400 with a sentence.
 *
 * @param limit 1 to 1,000 items
 * @param after the decoded position after which the page starts; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {

    /** Items on a page when nobody says otherwise. */
    public static final int DEFAULT_LIMIT = 50;

    /** The most items on one page. */
    public static final int MAX_LIMIT = 1_000;

    /** Reads {@code ?limit=&after=}. Fails with {@code request-invalid} naming the parameter. */
    public static PageRequest parse(@Nullable String limit, @Nullable String after) {
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : parseLimit(limit),
                Optional.ofNullable(after).map(Cursor::decode));
    }

    /** Takes GraphQL's {@code first} and {@code after}. Fails with {@code request-invalid} naming the argument. */
    public static PageRequest first(@Nullable Integer first, @Nullable String after) {
        var limit = first == null ? DEFAULT_LIMIT : first;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw REQUEST_INVALID
                    .because("first must be a whole number from 1 to " + MAX_LIMIT)
                    .with(List.of(new Violation("first", "out-of-range", "must be from 1 to " + MAX_LIMIT)));
        }
        return new PageRequest(limit, Optional.ofNullable(after).map(Cursor::decode));
    }

    /** The position, or the text before every other one. */
    public String afterOrStart() {
        return after.orElse("");
    }

    /**
     * The position as the list's own kind of key. Fails with {@code request-invalid} when it is none: a position of another
     * list, or one that a client has made up.
     *
     * @param read reads a key; throws {@link IllegalArgumentException} for what is none
     * @param start before every key
     */
    public <T> T after(Function<String, T> read, T start) {
        try {
            return after.map(read).orElse(start);
        } catch (IllegalArgumentException _) {
            throw Cursor.unknown();
        }
    }

    private static int parseLimit(String text) {
        if (text.matches("[0-9]{1,4}")) {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw REQUEST_INVALID
                .because("limit must be a whole number from 1 to " + MAX_LIMIT)
                .with(List.of(new Violation("?limit", "out-of-range", "must be from 1 to " + MAX_LIMIT)));
    }
}
