package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.VERSION_NOT_FOUND;

import city.huitong.ingest.DataVersion;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Sha256;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Optional;

/** Writes all records of a question as a file, a few files at a time. */
@ApplicationScoped
public class WriteExports {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final FormerVersions versions;
    private final ExportRows rows;
    private final CityClock clock;
    private final ProtectPeople people;
    private final ExportRooms rooms;
    private final Questions questions;

    WriteExports(
            FormerVersions versions,
            ExportRows rows,
            CityClock clock,
            ProtectPeople people,
            ExportRooms rooms,
            Questions questions) {
        this.versions = versions;
        this.rows = rows;
        this.clock = clock;
        this.people = people;
        this.rooms = rooms;
        this.questions = questions;
    }

    /** The version that an export names, or the latest; refuses with {@code version-not-found} and {@code records-withheld}. */
    public Uni<DataVersion> version(OpenDataset dataset, Optional<Long> number) {
        return number.map(known -> versions.version(dataset.id(), known))
                .orElseGet(() -> versions.latest(dataset.id()))
                .map(found ->
                        found.orElseThrow(() -> VERSION_NOT_FOUND.because("nothing was published under this number")))
                .call(version -> people.mustHold(dataset, version));
    }

    /** Refuses with {@code query-too-costly} what would keep PostgreSQL busy for too long. */
    public Uni<Void> mustBeAffordable(Export export) {
        return questions.mustBeAffordable(export);
    }

    /**
     * Takes room for one file; refuses with {@code too-many-own-exports} or, after a while, with {@code too-many-exports}. Whoever has taken
     * it closes it. Blocks, so it must not be called on an event loop.
     *
     * @param caller who asks for it, of whom no one gets all
     */
    public Room enter(String caller) {
        rooms.take(caller);
        return new Room(caller);
    }

    /** Room for one file, given back once. */
    public final class Room implements AutoCloseable {

        private final String caller;
        private boolean open = true;
        private boolean used;

        private Room(String caller) {
            this.caller = caller;
        }

        /** Writes the file; blocks until the stream has taken all of it. */
        public Written write(Export export, OutputStream out) throws IOException {
            use();
            var digest = Sha256.fresh();
            var counted = new Counted(new DigestOutputStream(out, digest));
            // COPY hands over row by row; each would be a chunk of its own on the way to the client.
            var buffered = new BufferedOutputStream(counted, CHUNK_BYTES);
            var written = rows.write(export, buffered);
            buffered.flush();
            return new Written(written, counted.bytes, HexFormat.of().formatHex(digest.digest()), clock.now());
        }

        private synchronized void use() throws IOException {
            if (!open) {
                throw new IOException("nobody waits for the file any more");
            }
            used = true;
        }

        /** Gives it back if nothing is written yet. */
        public synchronized void closeUnlessUsed() {
            if (!used) {
                close();
            }
        }

        @Override
        public synchronized void close() {
            if (open) {
                open = false;
                rooms.giveBack(caller);
            }
        }
    }

    private static final class Counted extends FilterOutputStream {

        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            bytes += length;
        }
    }
}
