package city.huitong.catalog;

import java.util.Comparator;
import java.util.UUID;

/**
 * The pseudonym of a subject: a keyed hash of its official number in the form of a UUID (version 8, RFC 9562). It may appear
 * in URLs, logs and events; the number itself may not.
 */
public record SubjectId(UUID value) {

    /** How many shards rows about subjects are spread over. Fixed for ever: rows carry the number. */
    public static final int SHARDS = 256;

    /** As PostgreSQL orders them: by the bytes, which have no sign. */
    public static final Comparator<SubjectId> ORDER = Comparator.comparing(
            SubjectId::value,
            Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
                    .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned));

    /** The shard of this subject, 0 to 255: the first byte of the hash. */
    public short shard() {
        return (short) (value.getMostSignificantBits() >>> 56);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
