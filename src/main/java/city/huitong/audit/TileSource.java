package city.huitong.audit;

import java.io.IOException;

/** Where tiles come from. Reading blocks. */
@FunctionalInterface
public interface TileSource {

    /**
     * The bytes of a tile of this width or a wider one. Throws {@link NotVerified} when there is none.
     *
     * @throws IOException when the place cannot be read
     */
    byte[] read(TilePath path) throws IOException;
}
