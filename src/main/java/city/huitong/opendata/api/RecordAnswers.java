package city.huitong.opendata.api;

import static city.huitong.opendata.OpenDataProblem.RECORD_NOT_FOUND;

import city.huitong.opendata.CallersDatasets;
import city.huitong.opendata.KnownQuestions;
import city.huitong.opendata.QueryReader;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers the fields for records. Each asks the dataset as it is now, not as it was when the schema was made: what has been withheld since
 * is refused.
 */
@Singleton
class RecordAnswers {

    /** Under this key a record says its type, which whoever asks for a node does not know. */
    static final String TYPE = "__typename";

    private final AskedFields fields;
    private final CallersDatasets datasets;
    private final KnownQuestions questions;
    private final AskedPage asked;
    private final RelatedAnswers related;
    private final Connections connections;

    RecordAnswers(
            AskedFields fields,
            CallersDatasets datasets,
            KnownQuestions questions,
            AskedPage asked,
            RelatedAnswers related,
            Connections connections) {
        this.fields = fields;
        this.datasets = datasets;
        this.questions = questions;
        this.asked = asked;
        this.related = related;
        this.connections = connections;
    }

    /** A page of records. */
    Uni<Map<String, @Nullable Object>> page(
            Map<String, DatasetNames> known, DatasetNames names, DataFetchingEnvironment field) {
        var selection = Selection.of(fields.below(field));
        var rows = AskedRows.of(names, selection.row().stream());
        var arguments = field.getArguments();
        var place = Connections.place(arguments);
        return ArgumentPlaces.in(() -> datasets.require(names.dataset().id().value())
                .map(dataset ->
                        questions.records(dataset, Connections.records(rows.columns(dataset), arguments, selection)))
                .chain(question -> asked.page(question, place))
                .chain(page -> related.fill(known, rows, page, place)
                        .map(all -> connections.of(selection, page, OpenRow.answers(all)))));
    }

    /** The record of an id; refuses with {@code record-not-found}. */
    Uni<Map<String, @Nullable Object>> node(Map<String, DatasetNames> known, DataFetchingEnvironment field) {
        var id = RecordId.parse(field.getArgumentOrDefault("id", ""));
        var names = known.get(id.dataset());
        if (names == null || !DatasetNames.hasId(names.dataset())) {
            throw RECORD_NOT_FOUND.because("no record has this id");
        }
        var rows = AskedRows.of(names, selected(names, field));
        return datasets.require(id.dataset())
                .invoke(rows::mustBeReadable)
                .map(dataset -> QueryReader.record(dataset, id.key()))
                .chain(question -> asked.page(question, AskedPage.Place.FIRST))
                .chain(page -> related.fill(known, rows, page, AskedPage.Place.FIRST))
                .map(all -> node(names, all));
    }

    /** What is asked of a record of this dataset; a query may name fields of others beside it. */
    private Stream<AskedField> selected(DatasetNames names, DataFetchingEnvironment field) {
        return fields.below(field).stream().filter(each -> each.types().contains(names.recordType()));
    }

    private static Map<String, @Nullable Object> node(DatasetNames names, List<OpenRow> rows) {
        var row = rows.stream()
                .findFirst()
                .map(OpenRow::answer)
                .orElseThrow(() -> RECORD_NOT_FOUND.because("nothing of this key is in force"));
        row.put(TYPE, names.recordType());
        return row;
    }
}
