package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.CURSOR_INVALID;
import static city.huitong.opendata.OpenDataProblem.VERSION_NOT_FOUND;

import city.huitong.ingest.DataVersion;
import city.huitong.ingest.DatasetVersions;
import city.huitong.opendata.RecordQueries.Slice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Answers questions for records, page by page, each page of the version that the first one had. */
@ApplicationScoped
public class AskRecords {

    private final RecordQueries queries;
    private final DatasetVersions versions;
    private final LatestVersions latest;
    private final Cursors cursors;

    AskRecords(RecordQueries queries, DatasetVersions versions, LatestVersions latest, Cursors cursors) {
        this.queries = queries;
        this.versions = versions;
        this.latest = latest;
        this.cursors = cursors;
    }

    /** The first page of the latest version. */
    public Uni<RecordPage> first(RecordQuery query) {
        return queries.latest(query, Optional.empty()).chain(slice -> page(query, slice));
    }

    /** The first page of the version that was the latest at a time; refuses with {@code version-not-found}. */
    public Uni<RecordPage> asOf(RecordQuery query, Instant time) {
        return versions.at(query.dataset().id(), time)
                .map(version -> version.orElseThrow(
                        () -> VERSION_NOT_FOUND.because("the dataset was not open yet at that time")))
                .chain(version -> at(query, version, Optional.empty()));
    }

    /** The page after a cursor, of the cursor's version; refuses with {@code cursor-invalid}. */
    public Uni<RecordPage> after(RecordQuery query, String cursor) {
        var position = cursors.decode(query, cursor);
        var after = Optional.of(position.values());
        return isLatest(query, position)
                ? queries.latest(query, after)
                        .chain(slice -> isOf(slice, position.version())
                                ? page(query, slice)
                                : former(query, position, after))
                : former(query, position, after);
    }

    private boolean isLatest(RecordQuery query, Position position) {
        return latest.of(query.dataset().id())
                .filter(version -> version.number() == position.version())
                .isPresent();
    }

    private static boolean isOf(Slice slice, long version) {
        return slice.version().filter(found -> found.number() == version).isPresent();
    }

    /** A department has published meanwhile: the pages before are kept company by one of their own version. */
    private Uni<RecordPage> former(RecordQuery query, Position position, Optional<List<@Nullable Object>> after) {
        return versions.version(query.dataset().id(), position.version())
                .map(version -> version.orElseThrow(() -> CURSOR_INVALID.because("there is no such version any more")))
                .chain(version -> at(query, version, after));
    }

    private Uni<RecordPage> at(RecordQuery query, DataVersion version, Optional<List<@Nullable Object>> after) {
        return queries.at(version, query, after).chain(slice -> page(query, slice));
    }

    private Uni<RecordPage> page(RecordQuery query, Slice slice) {
        var version = slice.version().orElseThrow(() -> VERSION_NOT_FOUND.because("nothing has been published yet"));
        return count(query, version).map(count -> page(query, version, slice.rows(), count));
    }

    private Uni<OptionalLong> count(RecordQuery query, DataVersion version) {
        return switch (query.count()) {
            case NONE -> Uni.createFrom().item(OptionalLong.empty());
            case EXACT, ESTIMATED ->
                query.where().isEmpty()
                        ? Uni.createFrom().item(OptionalLong.of(version.rows()))
                        : filtered(query, version).map(OptionalLong::of);
        };
    }

    private Uni<Long> filtered(RecordQuery query, DataVersion version) {
        return query.count() == Count.EXACT ? queries.count(version, query) : queries.estimate(query);
    }

    private RecordPage page(
            RecordQuery query, DataVersion version, List<List<@Nullable Object>> rows, OptionalLong count) {
        var shown = rows.subList(0, Math.min(query.limit(), rows.size()));
        var width = query.select().size();
        var positions = shown.stream()
                .map(row -> new Position(version.number(), row.subList(width, row.size())))
                .toList();
        var records =
                shown.stream().map(row -> new OpenRecord(row.subList(0, width))).toList();
        return new RecordPage(query, version, records, positions, rows.size() > shown.size(), count);
    }
}
