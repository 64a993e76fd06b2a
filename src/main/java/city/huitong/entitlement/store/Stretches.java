package city.huitong.entitlement.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Rows sorted into stretches of rows that have most columns in common. What they share is sent to PostgreSQL, and parsed there, once a
 * stretch; of thousands that are granted the same thing only subject and amount are sent for each.
 *
 * @param <K> what the rows of a stretch have in common
 * @param <R> a row
 */
final class Stretches<K, R> {

    private final List<K> keys;
    private final List<R> rows;

    /** Where each row was, stretch by stretch. */
    private final Integer[] places;

    private final Integer[] lasts;

    private Stretches(List<R> rows, Map<K, List<Integer>> byKey) {
        this.keys = List.copyOf(byKey.keySet());
        this.places = byKey.values().stream().flatMap(List::stream).toArray(Integer[]::new);
        this.rows = Arrays.stream(places).map(rows::get).toList();
        this.lasts = new Integer[keys.size()];
        int done = 0;
        for (int i = 0; i < lasts.length; i++) {
            done += Objects.requireNonNull(byKey.get(keys.get(i))).size();
            lasts[i] = done;
        }
    }

    static <K, R> Stretches<K, R> of(List<R> rows, Function<R, K> key) {
        Map<K, List<Integer>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            byKey.computeIfAbsent(key.apply(rows.get(i)), _ -> new ArrayList<>())
                    .add(i);
        }
        return new Stretches<>(rows, byKey);
    }

    /** For each row its place before it was sorted, for those whose order matters. */
    Integer[] places() {
        return places.clone();
    }

    /** One value for each stretch. */
    <T> T[] shared(Function<K, T> column, IntFunction<T[]> array) {
        return keys.stream().map(column).toArray(array);
    }

    /** One value for each row, stretch by stretch. */
    <T> T[] each(Function<R, T> column, IntFunction<T[]> array) {
        return rows.stream().map(column).toArray(array);
    }

    /** The first row of each stretch, counted from 1. */
    Integer[] firsts() {
        return IntStream.range(0, lasts.length)
                .mapToObj(i -> i == 0 ? 1 : lasts[i - 1] + 1)
                .toArray(Integer[]::new);
    }

    /** The last row of each stretch. */
    Integer[] lasts() {
        return lasts.clone();
    }
}
