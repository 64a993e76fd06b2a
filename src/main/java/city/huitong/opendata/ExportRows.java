package city.huitong.opendata;

import java.io.IOException;
import java.io.OutputStream;

/** Where the records of files come from. */
public interface ExportRows {

    /**
     * Writes the file, as far as the stream takes it; the memory it needs does not grow with the file. Blocks, so it must not be called
     * on an event loop.
     *
     * @return how many records it holds
     */
    long write(Export export, OutputStream out) throws IOException;
}
