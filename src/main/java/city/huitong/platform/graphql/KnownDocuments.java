package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.DOCUMENT_NOT_FOUND;
import static city.huitong.platform.problem.PlatformProblem.DOCUMENT_UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;

import city.huitong.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The documents of {@code graphql/operations}, which everybody may ask for by their hash, and whether strangers may send others. Knowing a
 * document opens nothing: its fields are guarded as those of any other.
 */
@Singleton
class KnownDocuments {

    private static final String FOLDER = "graphql/operations/";
    /** A jar cannot be listed. */
    static final List<String> NAMES =
            List.of("datasets", "divisions", "entitlements", "openData", "openRecord", "policies", "subject");
    /** What the draft on persisted documents has ahead of a hash. */
    private static final String PREFIX = "sha256:";

    /** Whoever sends one of these is known: what is in it has been verified ahead of all this. */
    static final List<String> CREDENTIALS = List.of("Authorization", "Api-Key");

    private final Map<String, KnownDocument> byHash = new LinkedHashMap<>();
    private final Set<String> texts;
    private final GraphqlConfig config;

    KnownDocuments(GraphqlConfig config) {
        this.config = config;
        NAMES.stream()
                .map(name -> KnownDocument.of(name, text(name)))
                .forEach(document -> byHash.put(document.hash(), document));
        this.texts = byHash.values().stream().map(KnownDocument::text).collect(Collectors.toUnmodifiableSet());
    }

    /** All of them, by name. */
    Collection<KnownDocument> all() {
        return byHash.values();
    }

    /** The document of this id, with or without {@code sha256:} ahead; refuses with {@code document-not-found}. */
    KnownDocument require(String id) {
        var document = byHash.get(id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id);
        if (document == null) {
            throw DOCUMENT_NOT_FOUND.because("GET /graphql/persisted lists those that there are");
        }
        return document;
    }

    /** Whether a query is one of them. */
    boolean holds(String query) {
        return texts.contains(query);
    }

    /**
     * Why a query is not executed: {@code document-unknown} where strangers may ask known documents only.
     *
     * @param context what came with it; the headers are those of the request or of the WebSocket's first one
     */
    Optional<Problem> refusal(String query, Map<String, Object> context) {
        return config.unknownDocuments() || holds(query) || isKnown(context)
                ? Optional.empty()
                : Optional.of(DOCUMENT_UNKNOWN.because(
                        "send a token or a key, or ask for one of the documents that GET /graphql/persisted lists"));
    }

    private static boolean isKnown(Map<String, Object> context) {
        return context.get("httpHeaders") instanceof Map<?, ?> headers
                && headers.keySet().stream()
                        .anyMatch(name -> CREDENTIALS.stream().anyMatch(name.toString()::equalsIgnoreCase));
    }

    private static String text(String name) {
        var file = FOLDER + name + ".graphql";
        try (var stream = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
