package city.huitong.opendata.api;

import static city.huitong.opendata.OpenDataProblem.QUERY_INVALID;
import static city.huitong.opendata.OpenDataProblem.RECORD_NOT_FOUND;

import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.AskQuestions;
import city.huitong.opendata.ChangesQuery;
import city.huitong.opendata.HistoryQuery;
import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.Question;
import city.huitong.opendata.RecordQuery;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers a question by HTTP: the page that is asked for, or 304 without any statement to who has it. */
@Singleton
class AskedPage {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final AskQuestions ask;
    private final LatestVersions latest;
    private final PageJson json;

    AskedPage(AskQuestions ask, LatestVersions latest, PageJson json) {
        this.ask = ask;
        this.latest = latest;
        this.json = json;
    }

    /**
     * Which page.
     *
     * @param cursor the position after which it begins; the first page where null
     * @param asOf the time whose version is asked for; the latest where null
     * @param ifNoneMatch the tags of what the client has
     */
    record Place(
            @Nullable String cursor,
            @Nullable String asOf,
            @Nullable String ifNoneMatch) {

        /** The first page of the latest version. */
        static final Place FIRST = new Place(null, null, null);

        /** The time that is asked for; refuses with {@code query-invalid} what is none. */
        Optional<Instant> time() {
            return Optional.ofNullable(asOf).map(AskedPage::time);
        }

        /** What tells this page from other pages of the question. */
        private String name() {
            return cursor != null ? cursor : Optional.ofNullable(asOf).orElse("");
        }
    }

    /** The page that is asked for. */
    Uni<RestResponse<Buffer>> answer(Question question, Place place) {
        return answer(question, place, () -> page(question, place), json::write);
    }

    /** The one record that is asked for; refuses with {@code record-not-found}. */
    Uni<RestResponse<Buffer>> one(RecordQuery query, Place place) {
        return answer(query, place, () -> page(query, place), this::only);
    }

    private Uni<RestResponse<Buffer>> answer(
            Question question, Place place, Supplier<Uni<AnswerPage>> asked, Function<AnswerPage, Buffer> write) {
        return latest.of(question.dataset().id())
                .map(version -> DataTag.of(question, version, place.name()))
                .filter(tag -> DataTag.isNamed(place.ifNoneMatch(), tag))
                .map(tag -> Uni.createFrom().item(unchanged(question, tag)))
                .orElseGet(() -> asked.get().map(page -> tagged(page, write.apply(page), place)));
    }

    private Buffer only(AnswerPage page) {
        if (page.records().isEmpty()) {
            throw RECORD_NOT_FOUND.because("nothing of this key was in force");
        }
        return json.writeOne(page);
    }

    /** What has changed, after a cursor if there is one. */
    Uni<RestResponse<Buffer>> changes(ChangesQuery query, Place place) {
        return ask.changes(query, Optional.ofNullable(place.cursor()))
                .map(page -> tagged(page, json.write(page), place));
    }

    /** What the record has been; refuses with {@code record-not-found} where it was never told of. */
    Uni<RestResponse<Buffer>> history(HistoryQuery query, Place place) {
        var cursor = Optional.ofNullable(place.cursor());
        return answer(query, place, () -> ask.history(query, cursor), page -> states(page, cursor.isEmpty()));
    }

    private Buffer states(AnswerPage page, boolean first) {
        if (first && page.records().isEmpty()) {
            throw RECORD_NOT_FOUND.because("nothing of this key was ever in force");
        }
        return json.write(page);
    }

    /** The page itself. */
    Uni<AnswerPage> page(Question question, Place place) {
        if (place.cursor() != null) {
            return ask.after(question, place.cursor());
        }
        return place.asOf() == null ? ask.first(question) : ask.asOf(question, time(place.asOf()));
    }

    private static RestResponse<Buffer> unchanged(Question question, String tag) {
        return RestResponse.ResponseBuilder.<Buffer>create(RestResponse.Status.NOT_MODIFIED)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, DataTag.caching(question))
                .build();
    }

    private static RestResponse<Buffer> tagged(AnswerPage page, Buffer body, Place place) {
        var tag = DataTag.of(page.question(), page.version(), place.name());
        if (DataTag.isKnown(place.ifNoneMatch(), tag)) {
            return unchanged(page.question(), tag);
        }
        return RestResponse.ResponseBuilder.ok(body, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, DataTag.caching(page.question()))
                .build();
    }

    private static Instant time(String text) {
        try {
            var time = Instant.parse(text);
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw new DateTimeParseException("out of range", text, 0);
            }
            return time;
        } catch (DateTimeParseException _) {
            throw QUERY_INVALID
                    .because("asOf must be a time")
                    .with(List.of(
                            new Violation("?asOf", "time-invalid", "must be a time in UTC, as 2026-11-23T12:00:00Z")));
        }
    }
}
