package city.huitong.opendata.api;

import graphql.ExceptionWhileDataFetching;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers a relation of a record from what was read with the record, for all records of its page at once. */
record RelatedField(String name) implements DataFetcher<DataFetcherResult<Object>> {

    /** What was found, or why nothing was. */
    private record Found(@Nullable Object value, @Nullable Throwable failure) {}

    /** Puts what was found into a record: the same relation may have been asked for with other arguments, too. */
    static void put(OpenRow row, AskedRows.Related related, @Nullable Object value, @Nullable Throwable failure) {
        founds(row.answer(), related.field()).put(related.arguments(), new Found(value, failure));
    }

    @SuppressWarnings("unchecked") // Nothing else is put under the name of a relation.
    private static Map<Map<String, Object>, Found> founds(Map<String, @Nullable Object> row, String name) {
        var founds = row.computeIfAbsent(name, _ -> new HashMap<Map<String, Object>, Found>());
        return (Map<Map<String, Object>, Found>) Objects.requireNonNull(founds);
    }

    @Override
    public DataFetcherResult<Object> get(DataFetchingEnvironment field) {
        Map<String, @Nullable Object> row = Objects.requireNonNull(field.getSource());
        var found = Objects.requireNonNull(founds(row, name).get(field.getArguments()), name);
        var result = DataFetcherResult.newResult().data(found.value);
        if (found.failure != null) {
            var path = field.getExecutionStepInfo().getPath();
            var place = field.getField().getSourceLocation();
            result.error(new ExceptionWhileDataFetching(path, found.failure, place));
        }
        return result.build();
    }
}
