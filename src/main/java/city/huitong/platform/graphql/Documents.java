package city.huitong.platform.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Documents as one schema reads them, each once, with what is wrong with them. They come from strangers, so their length bounds how many are
 * kept.
 */
final class Documents implements PreparsedDocumentProvider {

    /** In memory a document takes some fifty times the space of its text. */
    private static final long MOST_CHARACTERS = 1024L * 1024;

    private final Cache<String, PreparsedDocumentEntry> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .<String, PreparsedDocumentEntry>weigher((text, _) -> text.length())
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> reader) {
        return CompletableFuture.completedFuture(read(input, reader));
    }

    /** The document of this text, or what is wrong with it. */
    PreparsedDocumentEntry read(ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> reader) {
        return known.get(input.getQuery(), _ -> reader.apply(input));
    }
}
