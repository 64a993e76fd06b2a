package city.huitong.opendata.api;

import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.AskRelated;
import city.huitong.opendata.AskRelated.Origin;
import city.huitong.opendata.CallersDatasets;
import city.huitong.opendata.KnownQuestions;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.RelatedQuery;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what records are tied to, level by level: one statement for all records of a level and each relation that is asked of them, one after
 * the other, so that a query never holds more than one connection.
 */
@Singleton
class RelatedAnswers {

    private final CallersDatasets datasets;
    private final KnownQuestions questions;
    private final AskRelated ask;
    private final AskedPage asked;
    private final Connections connections;
    private final CityClock clock;

    RelatedAnswers(
            CallersDatasets datasets,
            KnownQuestions questions,
            AskRelated ask,
            AskedPage asked,
            Connections connections,
            CityClock clock) {
        this.datasets = datasets;
        this.questions = questions;
        this.ask = ask;
        this.asked = asked;
        this.connections = connections;
        this.clock = clock;
    }

    /** Records of one version, all of which are asked the same. */
    private record Level(AskedRows asked, Origin origin, List<OpenRow> rows) {}

    /**
     * What the records of a relation are asked.
     *
     * @param page of the page; nothing where there is one record at most
     */
    private record Step(AskedRows.Related related, Selection page, AskedRows rows) {}

    /**
     * Puts into the records of a page what they are tied to.
     *
     * @param place of the page
     */
    Uni<List<OpenRow>> fill(Map<String, DatasetNames> known, AskedRows asked, AnswerPage page, AskedPage.Place place) {
        var rows = OpenRow.of(asked, page, clock.zone());
        return asked.related().isEmpty() || rows.isEmpty()
                ? Uni.createFrom().item(rows)
                : ask.origin(page, place.time())
                        .chain(origin -> fill(known, new Level(asked, origin, rows)))
                        .replaceWith(rows);
    }

    private Uni<Void> fill(Map<String, DatasetNames> known, Level level) {
        return level.asked.related().isEmpty() || level.rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(level.asked.related())
                        .onItem()
                        .transformToUniAndConcatenate(related -> fill(known, level, step(known, related)))
                        .collect()
                        .last()
                        .replaceWithVoid();
    }

    private static Step step(Map<String, DatasetNames> known, AskedRows.Related related) {
        var page = Selection.of(related.relation().isMany() ? related.asked() : List.of());
        var names = known.get(related.relation().to().value());
        var row = related.relation().isMany() ? page.row() : related.asked();
        return new Step(related, page, AskedRows.of(names, row.stream()));
    }

    /** What one record cannot be told, none can; the records themselves are answered in any case. */
    private Uni<Void> fill(Map<String, DatasetNames> known, Level level, Step step) {
        var keys = level.rows.stream()
                .map(row -> row.key(step.related.relation().from()))
                .toList();
        var distinct = keys.stream().flatMap(Optional::stream).distinct().toList();
        return ArgumentPlaces.in(() -> found(known, level, step, distinct))
                .onItemOrFailure()
                .invoke((found, failure) -> {
                    for (var i = 0; i < keys.size(); i++) {
                        var value = keys.get(i).map(key -> found == null ? null : found.get(key));
                        RelatedField.put(level.rows.get(i), step.related, value.orElse(null), failure);
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /** By key, a page or a record. */
    private Uni<Map<List<Object>, @Nullable Object>> found(
            Map<String, DatasetNames> known, Level level, Step step, List<List<Object>> keys) {
        return datasets.require(step.related.relation().to().value())
                .map(dataset -> question(dataset, step, keys))
                .chain(question ->
                        pages(question, level, step).chain(pages -> answers(known, level, step, question, pages)));
    }

    private RelatedQuery question(OpenDataset dataset, Step step, List<List<Object>> keys) {
        var text = step.related.relation().isMany()
                ? Connections.records(step.rows.columns(dataset), step.related.arguments(), step.page)
                : Connections.oneRecord(step.rows.columns(dataset));
        var matching = step.related.relation().matching().stream()
                .map(name -> dataset.require(name, name))
                .toList();
        return new RelatedQuery(questions.records(dataset, text), matching, keys);
    }

    /** A cursor is one of a single record's page, so whoever sends one asks for the pages after it one by one. */
    private Uni<List<AnswerPage>> pages(RelatedQuery question, Level level, Step step) {
        var place = Connections.place(step.related.arguments());
        return place.cursor() == null
                ? ask.pages(question, level.origin)
                : Multi.createFrom()
                        .iterable(question.keys())
                        .onItem()
                        .transformToUniAndConcatenate(key -> asked.page(question.of(key), place))
                        .collect()
                        .asList();
    }

    private Uni<Map<List<Object>, @Nullable Object>> answers(
            Map<String, DatasetNames> known, Level level, Step step, RelatedQuery question, List<AnswerPage> pages) {
        var rows = pages.stream()
                .map(page -> OpenRow.of(step.rows, page, clock.zone()))
                .toList();
        return below(known, level, step, pages, rows).map(_ -> {
            var found = new HashMap<List<Object>, @Nullable Object>();
            for (var i = 0; i < pages.size(); i++) {
                var key = question.keys().get(i);
                found.put(key, answer(step, page(step, question, key, pages.get(i)), OpenRow.answers(rows.get(i))));
            }
            return found;
        });
    }

    /** The pages of one question are all of one version. */
    private Uni<Void> below(
            Map<String, DatasetNames> known, Level level, Step step, List<AnswerPage> pages, List<List<OpenRow>> rows) {
        if (pages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var origin =
                level.origin.then(step.related.relation().to(), pages.getFirst().version());
        return fill(
                known,
                new Level(step.rows, origin, rows.stream().flatMap(List::stream).toList()));
    }

    /** As if it had been asked for alone; that takes a moment, which only cursors need. */
    private static AnswerPage page(Step step, RelatedQuery question, List<Object> key, AnswerPage page) {
        return step.page.hasCursors()
                ? new AnswerPage(
                        question.of(key), page.version(), page.records(), page.positions(), page.more(), page.count())
                : page;
    }

    private @Nullable Object answer(Step step, AnswerPage page, List<Map<String, @Nullable Object>> rows) {
        if (step.related.relation().isMany()) {
            return connections.of(step.page, page, rows);
        }
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
