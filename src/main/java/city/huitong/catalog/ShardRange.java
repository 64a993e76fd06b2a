package city.huitong.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Shards that follow each other. A subject's shard is the beginning of its pseudonym, so these are also all pseudonyms between two.
 *
 * @param first the first of them, 0 to 255
 * @param last the last of them, 0 to 255
 */
public record ShardRange(int first, int last) {

    /** Everybody. */
    public static final ShardRange ALL = new ShardRange(0, SubjectId.SHARDS - 1);

    private static final int SHARD_BITS = 8;

    /** Neither empty nor beyond the shards there are. */
    public ShardRange {
        if (first < 0 || last < first || last >= SubjectId.SHARDS) {
            throw new IllegalArgumentException("no shards from " + first + " to " + last);
        }
    }

    /** All shards in so many ranges of nearly the same length, in their order; 1 to 256 of them. */
    public static List<ShardRange> split(int parts) {
        return IntStream.range(0, parts)
                .mapToObj(part -> new ShardRange(start(part, parts), start(part + 1, parts) - 1))
                .toList();
    }

    private static int start(int part, int parts) {
        return Math.ceilDiv(part * SubjectId.SHARDS, parts);
    }

    /** Whether all shards are in exactly one of these ranges. */
    public static boolean tile(Collection<ShardRange> ranges) {
        return !tiling(ranges, range -> range).isEmpty();
    }

    /**
     * Some of these that have all shards, each once, in the order of the shards; none where there is no such choice. Of two with the same
     * first shard the first one is looked at.
     *
     * @param shards of each
     */
    public static <T> List<T> tiling(Collection<T> all, Function<T, ShardRange> shards) {
        Map<Integer, T> byStart = new HashMap<>();
        all.forEach(each -> byStart.putIfAbsent(shards.apply(each).first(), each));
        var tiling = new ArrayList<T>();
        var next = 0;
        while (next < SubjectId.SHARDS) {
            var range = byStart.get(next);
            if (range == null) {
                return List.of();
            }
            tiling.add(range);
            next = shards.apply(range).last() + 1;
        }
        return tiling;
    }

    /** Whether this subject's shard is one of them. */
    public boolean contains(SubjectId subject) {
        return subject.shard() >= first && subject.shard() <= last;
    }

    /** No pseudonym in the range is lower. */
    public UUID lowest() {
        return new UUID((long) first << (Long.SIZE - SHARD_BITS), 0);
    }

    /** No pseudonym in the range is higher. */
    public UUID highest() {
        return new UUID((long) last << (Long.SIZE - SHARD_BITS) | -1L >>> SHARD_BITS, -1L);
    }
}
