package city.huitong.platform.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers to known documents that are the same for everybody, as they were sent, by their tag: who asks next is answered without a query
 * until something that the document reads is published.
 */
@Singleton
class KeptAnswers {

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Cache<String, Kept> byTag = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<String, Kept>weigher((tag, kept) -> tag.length() + kept.body.length)
            .build();

    /**
     * An answer.
     *
     * @param cost what the query costs, which who is answered again pays again
     * @param body in the media type that the tag is for
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Kept(int cost, byte[] body) {}

    void keep(String tag, Kept answer) {
        byTag.put(tag, answer);
    }

    Optional<Kept> find(String tag) {
        return Optional.ofNullable(byTag.getIfPresent(tag));
    }
}
