package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.CURSOR_INVALID;
import static city.huitong.opendata.OpenDataProblem.VERSION_NOT_FOUND;

import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Questions.Slice;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Answers questions page by page, each page of the version that the first one had. */
@Singleton
public class AskQuestions {

    private final Questions questions;
    private final FormerVersions versions;
    private final LatestVersions latest;
    private final Cursors cursors;
    private final ProtectPeople people;
    private final CityClock clock;

    AskQuestions(
            Questions questions,
            FormerVersions versions,
            LatestVersions latest,
            Cursors cursors,
            ProtectPeople people,
            CityClock clock) {
        this.clock = clock;
        this.people = people;
        this.questions = questions;
        this.versions = versions;
        this.latest = latest;
        this.cursors = cursors;
    }

    /** The first page of the latest version; of groups of people of the one that was the latest when the day began. */
    public Uni<AnswerPage> first(Question question) {
        return isGroupsOfPeople(question) ? ofToday(question) : latest(question);
    }

    /**
     * What one publication adds would tell of those whom it adds, so a day has one state. While a dataset is being loaded, on its first day,
     * the state is that of now.
     */
    private Uni<AnswerPage> ofToday(Question question) {
        var morning = clock.today().atStartOfDay(clock.zone()).toInstant();
        return versions.at(question.dataset().id(), morning)
                .chain(version -> version.filter(known -> known.rows() > 0)
                        .map(known -> at(question, known, Optional.empty()))
                        .orElseGet(() -> latest(question)));
    }

    private static boolean isGroupsOfPeople(Question question) {
        return question instanceof GroupQuery && question.dataset().isAboutPeople();
    }

    private Uni<AnswerPage> latest(Question question) {
        return questions.latest(question, Optional.empty()).chain(slice -> page(question, slice));
    }

    /** The first page of the version that was the latest at a time; refuses with {@code version-not-found}, and groups of people always. */
    public Uni<AnswerPage> asOf(Question question, Instant time) {
        if (isGroupsOfPeople(question)) {
            throw QueryReader.invalid(
                    "?asOf",
                    "time-refused",
                    "is not taken for groups of people: two answers would tell whom one publication added");
        }
        return versions.at(question.dataset().id(), time)
                .map(version -> version.orElseThrow(
                        () -> VERSION_NOT_FOUND.because("the dataset was not open yet at that time")))
                .chain(version -> at(question, version, Optional.empty()));
    }

    /** The page after a cursor, of the cursor's version; refuses with {@code cursor-invalid}. */
    public Uni<AnswerPage> after(Question question, String cursor) {
        var position = cursors.decode(question, cursor);
        var after = Optional.of(position.values());
        return isLatest(question, position)
                ? questions
                        .latest(question, after)
                        .chain(slice -> isOf(slice, position.version())
                                ? page(question, slice)
                                : former(question, position, after))
                : former(question, position, after);
    }

    /** What has changed until now, after a cursor if there is one; refuses with {@code cursor-invalid}, and a version that is yet to come. */
    public Uni<AnswerPage> changes(ChangesQuery query, Optional<String> cursor) {
        var after = cursor.map(text -> cursors.decode(query, text).values());
        return questions
                .latest(query, after)
                .invoke(slice -> mustBeReached(query, slice))
                .chain(slice -> page(query, slice));
    }

    /** Whoever has a later version than there is has another dataset's, and would be told of everything as new. */
    private static void mustBeReached(ChangesQuery query, Slice slice) {
        var latest = slice.version().map(DataVersion::number).orElse(0L);
        if (query.since() > latest) {
            throw QueryReader.invalid(
                    "?since", "version-unknown", "must be at most " + latest + ", the latest version");
        }
    }

    /** What a record has been until now, after a cursor if there is one; refuses with {@code cursor-invalid}. */
    public Uni<AnswerPage> history(HistoryQuery query, Optional<String> cursor) {
        var after = cursor.map(text -> cursors.decode(query, text).values());
        return questions.latest(query, after).chain(slice -> page(query, slice));
    }

    private boolean isLatest(Question question, Position position) {
        return latest.of(question.dataset().id())
                .filter(version -> version.number() == position.version())
                .isPresent();
    }

    private static boolean isOf(Slice slice, long version) {
        return slice.version().filter(found -> found.number() == version).isPresent();
    }

    /** A department has published meanwhile: the pages before are kept company by one of their own version. */
    private Uni<AnswerPage> former(Question question, Position position, Optional<List<@Nullable Object>> after) {
        return versions.version(question.dataset().id(), position.version())
                .map(version -> version.orElseThrow(() -> CURSOR_INVALID.because("there is no such version any more")))
                .chain(version -> at(question, version, after));
    }

    private Uni<AnswerPage> at(Question question, DataVersion version, Optional<List<@Nullable Object>> after) {
        return questions.at(version, question, after).chain(slice -> page(question, slice));
    }

    private Uni<AnswerPage> page(Question question, Slice slice) {
        var version = slice.version().orElseThrow(() -> VERSION_NOT_FOUND.because("nothing has been published yet"));
        return mayBeTold(question, version)
                .chain(() -> count(question, version))
                .map(count -> page(question, version, slice.rows(), count));
    }

    /** Changes of people are refused when they are asked for, and groups tell of nobody. */
    private Uni<Void> mayBeTold(Question question, DataVersion version) {
        return switch (question) {
            case GroupQuery _, ChangesQuery _ -> Uni.createFrom().voidItem();
            case RecordQuery _, HistoryQuery _ -> people.mustHold(question.dataset(), version);
        };
    }

    private Uni<OptionalLong> count(Question question, DataVersion version) {
        return switch (question) {
            case GroupQuery _, ChangesQuery _, HistoryQuery _ ->
                Uni.createFrom().item(OptionalLong.empty());
            case RecordQuery query -> count(query, version);
        };
    }

    private Uni<OptionalLong> count(RecordQuery query, DataVersion version) {
        if (query.count() == Count.NONE) {
            return Uni.createFrom().item(OptionalLong.empty());
        }
        if (query.where().isEmpty()) {
            return Uni.createFrom().item(OptionalLong.of(version.rows()));
        }
        var counted = query.count() == Count.EXACT ? questions.count(version, query) : questions.estimate(query);
        return counted.map(OptionalLong::of);
    }

    static AnswerPage page(
            Question question, DataVersion version, List<List<@Nullable Object>> rows, OptionalLong count) {
        var shown = rows.subList(0, Math.min(question.limit(), rows.size()));
        var width = question.columns().size();
        var positions = shown.stream()
                .map(row -> new Position(version.number(), row.subList(width, row.size())))
                .toList();
        var records =
                shown.stream().map(row -> new OpenRecord(row.subList(0, width))).toList();
        return new AnswerPage(question, version, records, positions, rows.size() > shown.size(), count);
    }
}
