package city.huitong.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where the embedded servers keep their files: {@code data/} for dev mode, kept over restarts; a temporary folder for tests.
 *
 * @param path the folder
 * @param keeps whether it survives the JVM
 */
record DataFolder(Path path, boolean keeps) {

    static DataFolder forProfile(String profile, boolean reset) throws IOException {
        if (profile.equals("test")) {
            return new DataFolder(Files.createTempDirectory("huitong-test-"), false);
        }
        var folder = new DataFolder(
                Path.of(System.getProperty("huitong.embedded.data", "data")).toAbsolutePath(), true);
        if (reset) {
            // The servers of a killed hub may still run on these files.
            EmbeddedPostgresServer.stopOrphan(folder.path().resolve("postgres"));
            folder.delete();
        }
        return folder;
    }

    void delete() throws IOException {
        if (Files.exists(path)) {
            for (var file : contents()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> contents() throws IOException {
        try (var files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
