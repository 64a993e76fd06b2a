package city.huitong.audit.store;

import city.huitong.audit.NotVerified;
import io.vertx.mutiny.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/** A leaf with the columns beside its text, which must say the same: by them a subject finds it. */
final class LeafRow {

    private LeafRow() {}

    /** Throws {@link NotVerified} unless the row is the leaf of this index, as far as it can say itself. */
    static void mustFit(Row row, long index) {
        if (row.getLong("index") != index) {
            throw new NotVerified("the database has no leaf " + index);
        }
        if (!saysTheSame(row)) {
            throw new NotVerified("the database's columns beside leaf " + index + " differ from the leaf");
        }
    }

    private static boolean saysTheSame(Row row) {
        try {
            var leaf = LeafJson.read(row.getString("entry"));
            var subj = Optional.ofNullable(row.getBuffer("subj"))
                    .map(bytes -> HexFormat.of().formatHex(bytes.getBytes()));
            var visible = leaf.entry().visibleFrom().atOffset(ZoneOffset.UTC);
            return leaf.id().equals(row.getUUID("id"))
                    && leaf.subj().equals(subj)
                    && visible.isEqual(row.getOffsetDateTime("visible_from"));
        } catch (RuntimeException _) {
            // Whatever it is now, it is no leaf that was written here.
            return false;
        }
    }
}
