package city.huitong.catalog;

import city.huitong.platform.data.DocumentLines;
import city.huitong.platform.problem.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A city's own descriptions, as documents: what makes this hub the hub of that city. Reading fails with
 * {@code city-pack-invalid}, naming the file.
 */
public interface CityPack {

    /** One document of the pack. A file with a list holds several. */
    record Document(String file, String pointer, @Nullable Object tree, DocumentLines lines) {

        /** One whose text is not known. */
        public Document(String file, String pointer, @Nullable Object tree) {
            this(file, pointer, tree, DocumentLines.NONE);
        }

        /** Where a place in the document is found: {@code datasets/population.yaml#/key/0}. */
        public String place(String pointerWithin) {
            return file + "#" + pointer + pointerWithin;
        }

        /** What is wrong within the document, each with its file, place and line. */
        public List<Violation> located(List<Violation> within) {
            var found = lines.lines(
                    within.stream().map(each -> pointer + each.pointer()).toList());
            return IntStream.range(0, within.size())
                    .mapToObj(i -> located(within.get(i), found.get(i)))
                    .toList();
        }

        private Violation located(Violation within, Optional<Integer> line) {
            return new Violation(place(within.pointer()), within.code(), within.detail(), line);
        }
    }

    /** A policy and the cases it must pass. */
    record PolicyDocument(Document policy, Optional<Document> cases) {}

    /** Whether this hub has a pack at all; all lists are empty otherwise. */
    boolean isPresent();

    /** {@code pack.yaml}: what the city and its catalogue are called, and whom to ask. */
    default Optional<Document> about() {
        return Optional.empty();
    }

    List<Document> departments();

    List<Document> datasets();

    List<Document> facts();

    List<PolicyDocument> policies();

    /** Which consents are fair; empty when the pack does not say, and then none is. */
    default Optional<Document> fairUse() {
        return Optional.empty();
    }

    /** Under which laws data is read; none where the pack lists none. */
    default List<Document> legalBases() {
        return List.of();
    }
}
