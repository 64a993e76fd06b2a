package city.huitong.opendata.api;

import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.CallersDatasets;
import city.huitong.opendata.GroupQuery;
import city.huitong.opendata.GroupReader;
import city.huitong.opendata.GroupText;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.OpenRecord;
import city.huitong.platform.runtime.CityClock;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the fields for groups of records. What they are made of is known from the query only, so their values have names, not types. */
@Singleton
class GroupAnswers {

    static final String KEYS = "keys";
    static final String VALUES = "values";
    static final String NAME = "name";
    static final String TEXT = "text";

    private final AskedFields fields;
    private final CallersDatasets datasets;
    private final AskedPage asked;
    private final Connections connections;
    private final CityClock clock;

    GroupAnswers(
            AskedFields fields, CallersDatasets datasets, AskedPage asked, Connections connections, CityClock clock) {
        this.fields = fields;
        this.datasets = datasets;
        this.asked = asked;
        this.connections = connections;
        this.clock = clock;
    }

    /** A page of groups. */
    Uni<Map<String, @Nullable Object>> page(DatasetNames names, DataFetchingEnvironment field) {
        return ArgumentPlaces.in(() -> datasets.require(names.dataset().id().value())
                .map(dataset -> question(dataset, field))
                .chain(question -> page(question, field)));
    }

    private Uni<Map<String, @Nullable Object>> page(GroupQuery question, DataFetchingEnvironment field) {
        return asked.page(question, Connections.place(field.getArguments()))
                .map(page -> connections.of(Selection.of(fields.below(field)), page, groups(question, page)));
    }

    private static GroupQuery question(OpenDataset dataset, DataFetchingEnvironment field) {
        var arguments = field.getArguments();
        return GroupReader.groups(
                dataset,
                GroupText.of(
                        Connections.list(arguments, "groupBy"),
                        Connections.list(arguments, "aggregate"),
                        Connections.text(arguments, "where"),
                        Connections.list(arguments, "orderBy"),
                        Connections.first(arguments)));
    }

    private List<Map<String, Object>> groups(GroupQuery question, AnswerPage page) {
        var keys = question.by().size();
        var all = question.columns().size();
        return page.records().stream()
                .<Map<String, Object>>map(group -> Map.of(
                        KEYS, values(question, group, 0, keys),
                        VALUES, values(question, group, keys, all)))
                .toList();
    }

    private List<Map<String, @Nullable Object>> values(GroupQuery question, OpenRecord group, int from, int to) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var i = from; i < to; i++) {
            var column = question.columns().get(i);
            var value = new HashMap<String, @Nullable Object>();
            value.put(NAME, column.name());
            value.put(TEXT, GraphqlValue.text(column.type(), group.values().get(i), clock.zone()));
            values.add(value);
        }
        return values;
    }
}
