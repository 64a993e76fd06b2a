package city.huitong.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A contract kept in git. Run with {@code -Dhuitong.contracts.write=true} to write what is served. */
record Contract(Path file) {

    static Contract at(String path) {
        return new Contract(Path.of(path));
    }

    /** The text in git, after it was written if that is asked for. */
    String agreedOr(byte[] served) throws IOException {
        if (Boolean.getBoolean("huitong.contracts.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(served));
        }
        return Files.readString(file);
    }

    static String text(byte[] served) {
        return new String(served, StandardCharsets.UTF_8).strip() + "\n";
    }
}
