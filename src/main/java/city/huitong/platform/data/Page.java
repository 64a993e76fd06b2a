package city.huitong.platform.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list in keyset order.
 *
 * @param items at most as many as asked for
 * @param next opaque position for {@code ?after=}; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page from one row more than asked for: the extra row only says that there is a next page.
     *
     * @param rows at most {@code request.limit() + 1} rows
     * @param key the keyset position of a row
     */
    public static <T> Page<T> of(PageRequest request, List<T> rows, Function<T, String> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(0, request.limit());
        return new Page<>(items, Optional.of(Cursor.encode(key.apply(items.getLast()))));
    }

    /** The opaque position of an item by its keyset position, for lists that tell that of each. */
    public static String position(String key) {
        return Cursor.encode(key);
    }

    /** The same page in another shape. */
    public <R> Page<R> map(Function<? super T, ? extends R> shape) {
        return new Page<>(items.stream().<R>map(shape).toList(), next);
    }
}
