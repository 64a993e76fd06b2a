package city.huitong.ingest;

import city.huitong.platform.security.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into sub-batches while it arrives. Where it cuts depends only on the bytes, so a repeated body is cut at the
 * same places. Blocks while it waits for bytes: for worker threads only.
 */
final class SubBatches implements Iterator<SubBatch> {

    private static final int BUFFER_BYTES = 64 * 1024;
    /** May follow the most bytes a line may have: it belongs to the line's end. */
    private static final int CARRIAGE_RETURN = 1;

    private final InputStream body;
    private final MessageDigest digest = Sha256.fresh();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int filled;
    private boolean ended;
    private boolean cutOff;
    private @Nullable SubBatch ahead;
    private long lineNumber;

    SubBatches(InputStream body) {
        this.body = body;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            ahead = read();
        }
        return ahead != null;
    }

    @Override
    public SubBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the body has ended");
        }
        var next = Objects.requireNonNull(ahead);
        ahead = null;
        return next;
    }

    /** Whether the body ended before it was complete. Known when there is no next one; the sub-batch it was cut in is not given. */
    boolean isCutOff() {
        return cutOff;
    }

    private @Nullable SubBatch read() {
        var lines = new ArrayList<Line>();
        var firstLine = lineNumber + 1;
        var bytes = 0;
        while (lines.size() < SubBatch.MAX_LINES && bytes < SubBatch.MAX_BYTES && hasBytes()) {
            bytes += addLine(lines);
        }
        var nothing = lineNumber < firstLine;
        return nothing || cutOff ? null : new SubBatch(firstLine, List.copyOf(lines), lineNumber, digestSoFar());
    }

    private boolean hasBytes() {
        return !ended && (position < filled || fill());
    }

    /** Reads a line into the list unless it is blank; gives its length in bytes. */
    private int addLine(List<Line> lines) {
        var line = nextLine();
        if (line.isTooLong()) {
            lines.add(line);
            return 0;
        }
        var content = line.content();
        if (!isBlank(content)) {
            lines.add(line);
        }
        return content.length;
    }

    private Line nextLine() {
        var content = new ByteArrayOutputStream(256);
        var tooLong = false;
        var lineEnded = false;
        while (!lineEnded && hasBytes()) {
            var end = endOfLine();
            tooLong = tooLong || content.size() + end - position > Line.MAX_BYTES + CARRIAGE_RETURN;
            if (!tooLong) {
                content.write(buffer, position, end - position);
            }
            lineEnded = end < filled;
            consume(lineEnded ? end + 1 : end);
        }
        lineNumber++;
        return new Line(lineNumber, tooLong ? null : withinLimit(withoutCarriageReturn(content.toByteArray())));
    }

    private int endOfLine() {
        var end = position;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void consume(int end) {
        digest.update(buffer, position, end - position);
        position = end;
    }

    private boolean fill() {
        try {
            position = 0;
            filled = Math.max(0, body.read(buffer));
            ended = filled == 0;
            return !ended;
        } catch (IOException _) {
            cutOff = true;
            ended = true;
            return false;
        }
    }

    private byte[] digestSoFar() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform can copy its SHA-256", e);
        }
    }

    private static byte @Nullable [] withinLimit(byte[] line) {
        return line.length > Line.MAX_BYTES ? null : line;
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        var ends = line.length > 0 && line[line.length - 1] == '\r';
        return ends ? java.util.Arrays.copyOf(line, line.length - 1) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (var b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
