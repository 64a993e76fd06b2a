package city.huitong.ingest.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.ForeignKey;
import city.huitong.platform.problem.Violation;
import io.vertx.sqlclient.data.Numeric;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long keys of records may be, their own and those of others that they hold: an entry of PostgreSQL's indexes has less than 2,704 bytes. */
final class KeyLength {

    private static final int MOST_BYTES = 1_000;

    /** Of a record that is taken back: it may have come when longer keys were stored. */
    private static final int MOST_BYTES_OF_OLD = 2_600;

    /** Positions among the fields, key by key. */
    private final List<int[]> keys;

    private final List<Field> fields;

    KeyLength(Dataset dataset) {
        this.fields = dataset.fields();
        var names = fields.stream().map(Field::name).toList();
        this.keys = Stream.concat(
                        Stream.of(dataset.key()),
                        dataset.open().foreignKeys().stream().map(ForeignKey::fields))
                .map(key -> key.stream().mapToInt(names::indexOf).toArray())
                .toList();
    }

    /** Says which keys are too long, at the first of their fields. */
    List<Violation> violations(Object[] values, boolean withdrawn) {
        var most = withdrawn ? MOST_BYTES_OF_OLD : MOST_BYTES;
        return keys.stream()
                .filter(key -> Arrays.stream(key)
                                .map(position -> bytes(values[position]))
                                .sum()
                        > most)
                .map(key -> new Violation(
                        "/" + fields.get(key[0]).name(),
                        "key-too-long",
                        "keys must have at most " + most + " bytes of UTF-8, all their properties together"))
                .toList();
    }

    /** Values of other types are short. PostgreSQL has four digits of a number in two bytes. */
    private static int bytes(@Nullable Object value) {
        return switch (value) {
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case Numeric number -> number.bigDecimalValue().precision() / 2;
            case null, default -> 0;
        };
    }
}
