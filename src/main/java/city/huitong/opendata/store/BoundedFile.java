package city.huitong.opendata.store;

import static city.huitong.opendata.OpenDataProblem.EXPORT_TOO_LARGE;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on the hub's disk that takes so many bytes and no more: whoever asks for files must not fill the disk. */
final class BoundedFile extends FilterOutputStream {

    private long left;

    private BoundedFile(OutputStream out, long most) {
        super(out);
        this.left = most;
    }

    static OutputStream open(Path file, long most) throws IOException {
        return new BoundedFile(new BufferedOutputStream(Files.newOutputStream(file)), most);
    }

    @Override
    public void write(int one) throws IOException {
        take(1);
        out.write(one);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        take(length);
        out.write(some, from, length);
    }

    private void take(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw EXPORT_TOO_LARGE.because("ask for csv or ndjson, or for fewer records");
        }
    }
}
