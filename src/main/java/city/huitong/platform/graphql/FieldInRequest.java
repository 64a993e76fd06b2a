package city.huitong.platform.graphql;

import graphql.ExceptionWhileDataFetching;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.graphql.runtime.spi.datafetcher.RequestContextHelper;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls a fetcher as Quarkus calls annotated methods: within the request's context, which the fields of one query share. A failure becomes
 * an error of this field here, before SmallRye logs it.
 */
record FieldInRequest(RuntimeFetcher fetcher) implements DataFetcher<CompletionStage<DataFetcherResult<Object>>> {

    @Override
    public CompletionStage<DataFetcherResult<Object>> get(DataFetchingEnvironment field) {
        var request = Arc.container().requestContext();
        var activated = !request.isActive();
        RequestContextHelper.reactivate(request, field);
        SmallRyeContextManager.restoreSmallRyeContext(field);
        try {
            return Uni.createFrom()
                    .deferred(() -> fetcher.fetch(field))
                    .onItemOrFailure()
                    .transform((value, failure) -> result(field, value, failure))
                    .subscribeAsCompletionStage();
        } finally {
            if (activated) {
                request.deactivate();
            }
        }
    }

    private static DataFetcherResult<Object> result(
            DataFetchingEnvironment field, @Nullable Object value, @Nullable Throwable failure) {
        var result = DataFetcherResult.newResult().data(value);
        if (failure != null) {
            var path = field.getExecutionStepInfo().getPath();
            result.error(new ExceptionWhileDataFetching(
                    path, failure, field.getField().getSourceLocation()));
        }
        return result.build();
    }
}
