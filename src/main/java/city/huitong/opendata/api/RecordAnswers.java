package city.huitong.opendata.api;

import static city.huitong.opendata.OpenDataProblem.RECORD_NOT_FOUND;
import static java.util.stream.Collectors.toCollection;

import city.huitong.catalog.Field;
import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.CallersDatasets;
import city.huitong.opendata.Column;
import city.huitong.opendata.Count;
import city.huitong.opendata.KnownQuestions;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.OpenRecord;
import city.huitong.opendata.QueryReader;
import city.huitong.opendata.QueryText;
import city.huitong.opendata.RecordQuery;
import city.huitong.platform.runtime.CityClock;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers the fields for records. Each asks the dataset as it is now, not as it was when the schema was made: what has been withheld since
 * is refused.
 */
@ApplicationScoped
class RecordAnswers {

    /** Under this key a record says its type, which whoever asks for a node does not know. */
    static final String TYPE = "__typename";

    private final CallersDatasets datasets;
    private final KnownQuestions questions;
    private final AskedPage asked;
    private final Connections connections;
    private final CityClock clock;

    RecordAnswers(
            CallersDatasets datasets,
            KnownQuestions questions,
            AskedPage asked,
            Connections connections,
            CityClock clock) {
        this.datasets = datasets;
        this.questions = questions;
        this.asked = asked;
        this.connections = connections;
        this.clock = clock;
    }

    /** A page of records. */
    Uni<Map<String, @Nullable Object>> page(DatasetNames names, DataFetchingEnvironment field) {
        var selection = Selection.of(field.getSelectionSet());
        return ArgumentPlaces.in(() -> datasets.require(names.dataset().id().value())
                .map(dataset -> question(names, dataset, field, selection))
                .chain(question -> asked.page(question, Connections.place(field)))
                .map(page -> connections.of(selection, page, rows(names, selection.row(), page))));
    }

    /** The record of an id; refuses with {@code record-not-found}. */
    Uni<Map<String, @Nullable Object>> node(Map<String, DatasetNames> known, DataFetchingEnvironment field) {
        var id = RecordId.parse(field.getArgumentOrDefault("id", ""));
        var names = known.get(id.dataset());
        if (names == null) {
            throw RECORD_NOT_FOUND.because("no record has this id");
        }
        var selected = selected(names, field);
        return datasets.require(id.dataset())
                .invoke(dataset -> mustBeReadable(names, dataset, selected))
                .map(dataset -> QueryReader.record(dataset, id.key()))
                .chain(question -> asked.page(question, new AskedPage.Place(null, null, null)))
                .map(page -> node(names, selected, page));
    }

    /** What is asked of a record of this dataset; a query may name fields of others beside it. */
    private static Set<String> selected(DatasetNames names, DataFetchingEnvironment field) {
        return field.getSelectionSet().getImmediateFields().stream()
                .filter(each -> each.getObjectTypeNames().contains(names.recordType()))
                .map(SelectedField::getName)
                .collect(toCollection(LinkedHashSet::new));
    }

    private static void mustBeReadable(DatasetNames names, OpenDataset dataset, Set<String> selected) {
        selected.stream()
                .map(names.fields()::get)
                .filter(Objects::nonNull)
                .forEach(field -> dataset.require(field.name(), field.name()));
    }

    private Map<String, @Nullable Object> node(DatasetNames names, Set<String> selected, AnswerPage page) {
        return rows(names, selected, page).stream()
                .findFirst()
                .map(row -> withType(row, names.recordType()))
                .orElseThrow(() -> RECORD_NOT_FOUND.because("nothing of this key is in force"));
    }

    private static Map<String, @Nullable Object> withType(Map<String, @Nullable Object> row, String type) {
        row.put(TYPE, type);
        return row;
    }

    private RecordQuery question(
            DatasetNames names, OpenDataset dataset, DataFetchingEnvironment field, Selection selection) {
        var count = selection.page().contains(Connections.TOTAL_COUNT) ? Count.EXACT : Count.NONE;
        return questions.records(
                dataset,
                QueryText.of(
                        columns(names, dataset, selection.row()),
                        field.getArgument("where"),
                        Connections.list(field, "orderBy"),
                        Connections.first(field),
                        count.word()));
    }

    /** Only what is asked for, in the order of the schema: a cursor fits queries with the same columns. At least one. */
    private static @Nullable String columns(DatasetNames names, OpenDataset dataset, Set<String> selected) {
        var key = selected.contains(DatasetNames.ID) && DatasetNames.hasId(names.dataset())
                ? dataset.key()
                : List.<Field>of();
        var wanted = names.fields().entrySet().stream()
                .filter(each -> selected.contains(each.getKey()) || key.contains(each.getValue()))
                .map(each -> each.getValue().name())
                .toList();
        return wanted.isEmpty()
                ? dataset.fields().stream().findFirst().map(Field::name).orElse(null)
                : String.join(",", wanted);
    }

    private List<Map<String, @Nullable Object>> rows(DatasetNames names, Set<String> selected, AnswerPage page) {
        var columns = page.question().columns().stream().map(Column::name).toList();
        return page.records().stream()
                .map(record -> row(names, selected, new Row(page.question().columns(), columns, record)))
                .toList();
    }

    private Map<String, @Nullable Object> row(DatasetNames names, Set<String> selected, Row row) {
        var answer = new HashMap<String, @Nullable Object>();
        for (var name : selected) {
            var field = names.fields().get(name);
            if (field != null) {
                answer.put(name, row.value(field, clock));
            }
        }
        if (selected.contains(DatasetNames.ID) && DatasetNames.hasId(names.dataset())) {
            answer.put(DatasetNames.ID, row.id(names).toString());
        }
        return answer;
    }

    /** A record and what its values are. */
    private record Row(List<Column> columns, List<String> names, OpenRecord record) {

        @Nullable
        Object raw(Field field) {
            return record.values().get(names.indexOf(field.name()));
        }

        @Nullable
        Object value(Field field, CityClock clock) {
            return GraphqlValue.of(columns.get(names.indexOf(field.name())).type(), raw(field), clock.zone());
        }

        RecordId id(DatasetNames dataset) {
            return RecordId.of(
                    dataset.dataset().id().value(),
                    dataset.dataset().key().stream().map(this::raw).toList());
        }
    }
}
