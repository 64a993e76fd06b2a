package city.huitong.opendata;

import city.huitong.catalog.Field;
import city.huitong.expression.Expression;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question for records of one dataset, checked: it names only what the caller may read.
 *
 * @param select what to answer of each record; at least one
 * @param where which records; all where empty
 * @param order without the tail: {@link #fullOrder} ends with the key
 * @param limit records on a page, from 1
 */
public record RecordQuery(
        OpenDataset dataset, List<Field> select, Optional<Expression> where, List<Order> order, int limit, Count count) {

    /** Bytes of {@link #digest}. */
    static final int DIGEST_BYTES = 16;

    public RecordQuery {
        select = List.copyOf(select);
        order = List.copyOf(order);
    }

    /** The order with the key as its tail, which no two records share: the position of a record is its values. */
    public List<Order> fullOrder() {
        var ordered = order.stream().map(Order::field).toList();
        var tail = dataset.key().stream()
                .filter(field -> !ordered.contains(field))
                .map(field -> new Order(field, false));
        return Stream.concat(order.stream(), tail).toList();
    }

    /** Whether the records come in the order of the key's index. */
    public boolean isInKeyOrder() {
        var key = dataset.key();
        return fullOrder().equals(key.stream().map(field -> new Order(field, false)).toList());
    }

    /** Tells questions apart whose answers differ, but for the page: a cursor of one does not fit another. */
    byte[] digest() {
        var text = Stream.of(
                        dataset.id().value(),
                        Integer.toString(dataset.dataset().schemaVersion()),
                        select.stream().map(Field::name).collect(Collectors.joining(",")),
                        where.map(Expression::source).orElse(""),
                        order.stream().map(Order::toString).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        return Arrays.copyOf(sha256(text), DIGEST_BYTES);
    }

    /** {@link #digest} as text. */
    public String fingerprint() {
        return HexFormat.of().formatHex(digest());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
