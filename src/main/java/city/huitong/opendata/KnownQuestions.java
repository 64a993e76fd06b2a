package city.huitong.opendata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads questions, and keeps the short ones that were read lately: programs ask the same one again and again, and reading it would
 * take longer than finding the answer.
 */
@Singleton
public class KnownQuestions {

    private static final int MOST = 5_000;
    private static final int LONGEST = 1_000;

    private final Cache<Asked, RecordQuery> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** The dataset is the one of this revision of the catalogue and for this kind of caller: it is compared as an object. */
    private record Asked(OpenDataset dataset, QueryText text) {

        boolean isShort() {
            return Stream.of(text.select(), text.where(), text.orderBy())
                            .flatMap(Optional::stream)
                            .mapToInt(String::length)
                            .sum()
                    <= LONGEST;
        }

        RecordQuery read() {
            return QueryReader.records(dataset, text);
        }
    }

    /** The question for records; refuses as {@link QueryReader#records} does. */
    public RecordQuery records(OpenDataset dataset, QueryText text) {
        var asked = new Asked(dataset, text);
        return asked.isShort() ? known.get(asked, Asked::read) : asked.read();
    }
}
