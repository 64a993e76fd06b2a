package city.huitong.audit.api;

import city.huitong.audit.NotVerified;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of an exported log as bytes: they are hashed as they are, so they are never decoded. */
final class LeafLines implements Closeable {

    /** No leaf and no first line is longer. */
    private static final int MAX_BYTES = 1 << 17;

    private final InputStream bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

    LeafLines(InputStream bytes) {
        this.bytes = new BufferedInputStream(bytes, 1 << 16);
    }

    /** The next line without its line feed; empty at the end. Throws {@link NotVerified} for one that is too long. */
    Optional<byte[]> next() throws IOException {
        line.reset();
        int next = bytes.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = bytes.read()) {
            line.write(next);
            if (line.size() > MAX_BYTES) {
                throw new NotVerified("a line is longer than any leaf");
            }
        }
        return Optional.of(line.toByteArray());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
