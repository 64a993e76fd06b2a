package city.huitong.catalog.store;

import city.huitong.catalog.CatalogProblem;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The files of a city pack, by names relative to the pack with {@code /} between parts. */
sealed interface PackFiles {

    /** Reads a text as YAML; the first argument is its file's name. */
    @FunctionalInterface
    interface Reader extends BiFunction<String, String, @Nullable Object> {}

    /** The names of the documents in a folder of the pack, sorted; cases of policies are not among them. */
    List<String> list(String folder, Reader reader);

    /** Whether there is such a file. */
    boolean exists(String file);

    /** The text of a file. */
    String text(String file);

    /** A bare word is a pack that came with the hub, anything else a path. */
    static PackFiles of(String pack) {
        return pack.matches("[a-z][a-z0-9-]*") ? new InJar("city-packs/" + pack + "/") : new InFolder(Path.of(pack));
    }

    /** The name of a file in a folder; refuses names that lead elsewhere. */
    static String inFolder(String folder, String file) {
        if (!file.matches("[a-zA-Z0-9][a-zA-Z0-9._-]*")) {
            throw refused(new Violation(folder + "#", "name-expected", "must name a file in this folder"));
        }
        return folder + "/" + file;
    }

    static Problem refused(Violation violation) {
        return CatalogProblem.CITY_PACK_INVALID
                .because(violation.pointer() + " " + violation.detail())
                .with(List.of(violation));
    }

    private static Problem unreadable(String file) {
        return refused(new Violation(file + "#", "unreadable", "cannot be read"));
    }

    /** A folder that the city keeps itself. */
    record InFolder(Path root) implements PackFiles {

        @Override
        public List<String> list(String folder, Reader reader) {
            if (!Files.isDirectory(root.resolve(folder))) {
                return List.of();
            }
            try (var files = Files.list(root.resolve(folder))) {
                return files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith(".yaml") && !name.endsWith(".cases.yaml"))
                        .sorted()
                        .map(name -> inFolder(folder, name))
                        .toList();
            } catch (IOException _) {
                throw unreadable(folder);
            }
        }

        @Override
        public boolean exists(String file) {
            return Files.isRegularFile(root.resolve(file));
        }

        @Override
        public String text(String file) {
            try {
                return Files.readString(root.resolve(file));
            } catch (IOException _) {
                throw unreadable(file);
            }
        }
    }

    /** A pack on the class path. A jar cannot be listed, so {@code pack.yaml} lists the files. */
    record InJar(String root) implements PackFiles {

        private static final String CONTENTS = "pack.yaml";

        @Override
        public List<String> list(String folder, Reader reader) {
            var listed =
                    reader.apply(CONTENTS, text(CONTENTS)) instanceof Map<?, ?> contents ? contents.get(folder) : null;
            return listed instanceof List<?> names
                    ? names.stream()
                            .map(name -> inFolder(folder, name.toString()))
                            .toList()
                    : List.of();
        }

        @Override
        public boolean exists(String file) {
            return Thread.currentThread().getContextClassLoader().getResource(root + file) != null;
        }

        @Override
        public String text(String file) {
            try (var resource = open(file)) {
                if (resource == null) {
                    throw unreadable(file);
                }
                return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException _) {
                throw unreadable(file);
            }
        }

        private @Nullable InputStream open(String file) {
            return Thread.currentThread().getContextClassLoader().getResourceAsStream(root + file);
        }
    }
}
