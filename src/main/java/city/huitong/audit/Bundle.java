package city.huitong.audit;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries as C2SP tlog-tiles bundles them: each after its length in two bytes. */
public final class Bundle {

    private static final int LENGTH_BYTES = 2;

    private Bundle() {}

    /** The bundle of these entries. */
    public static byte[] of(List<byte[]> entries) {
        var bytes = ByteBuffer.allocate(
                entries.stream().mapToInt(entry -> LENGTH_BYTES + entry.length).sum());
        entries.forEach(entry -> bytes.putShort(length(entry)).put(entry));
        return bytes.array();
    }

    private static short length(byte[] entry) {
        if (entry.length > 0xFFFF) {
            throw new NotVerified("an entry is longer than a bundle can hold");
        }
        return (short) entry.length;
    }

    /** The first so many entries of a bundle. Throws {@link NotVerified} when it holds fewer. */
    public static List<byte[]> entries(byte[] bundle, int count) {
        var bytes = ByteBuffer.wrap(bundle);
        var entries = new ArrayList<byte[]>(count);
        try {
            for (int i = 0; i < count; i++) {
                var entry = new byte[Short.toUnsignedInt(bytes.getShort())];
                bytes.get(entry);
                entries.add(entry);
            }
        } catch (BufferUnderflowException _) {
            throw new NotVerified("a bundle is cut off");
        }
        return entries;
    }

    /** The bytes of a bundle that its first so many entries take. */
    public static byte[] prefix(byte[] bundle, int count) {
        return of(entries(bundle, count));
    }
}
