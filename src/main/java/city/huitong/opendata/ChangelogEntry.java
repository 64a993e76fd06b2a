package city.huitong.opendata;

import city.huitong.catalog.DatasetChange;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.RecordedChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of the changelog.
 *
 * @param place where it stands
 * @param kind a word for it
 * @param change what has changed in a dataset; empty for a change of the API
 */
public record ChangelogEntry(
        Place place, String kind, LocalizedText title, LocalizedText text, Optional<RecordedChange> change) {

    /**
     * A place in the changelog, which begins with the newest.
     *
     * @param id tells apart what is of one time: positive for datasets, negative for the API
     */
    public record Place(Instant at, long id) {

        /** Before every entry. */
        static final Place TOP = new Place(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE);

        static final Comparator<Place> NEWEST_FIRST =
                Comparator.comparing(Place::at).thenComparingLong(Place::id).reversed();

        /** The place in this text; throws {@link IllegalArgumentException} for what is none. */
        static Place parse(String text) {
            if (!text.matches("[0-9]{1,16}:-?[0-9]{1,18}")) {
                throw new IllegalArgumentException("no place of the changelog");
            }
            var parts = text.split(":", 2);
            return new Place(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), Long.parseLong(parts[1]));
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + ":" + id;
        }
    }

    static ChangelogEntry of(RecordedChange change) {
        return new ChangelogEntry(
                new Place(change.at(), change.id()),
                word(change.what().kind()),
                ChangelogText.title(change.what()),
                ChangelogText.text(change.dataset(), change.what()),
                Optional.of(change));
    }

    static ChangelogEntry of(ApiChange change, int number) {
        return new ChangelogEntry(
                new Place(change.at(), -number), change.kind(), change.title(), change.text(), Optional.empty());
    }

    /** What tells it from all others, for good. */
    public String id() {
        return change.map(found -> found.dataset() + "/" + found.id()).orElseGet(() -> "api/" + -place.id());
    }

    private static String word(DatasetChange.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
