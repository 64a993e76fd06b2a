package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_COSTLY;
import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_DEEP;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Holds queries to a depth and a cost, and tells every query its cost as {@code extensions.cost}. */
final class QueryLimits extends SimplePerformantInstrumentation {

    /** The introspection query of common tools is up to 15 deep. */
    static final int MAX_DEPTH = 20;

    private static final String KEY = "cost";

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var query = new QueryCost(parameters.getExecutionContext());
        if (query.depth() > MAX_DEPTH) {
            throw new RefusedQuery(QUERY_TOO_DEEP.because(
                    "the query is %d levels deep, at most %d are read".formatted(query.depth(), MAX_DEPTH)));
        }
        parameters.getExecutionContext().getGraphQLContext().put(KEY, query.cost());
        if (query.cost() > QueryCost.MAX_COST) {
            throw new RefusedQuery(
                    QUERY_TOO_COSTLY.because("the query costs %d, at most %d are allowed; ask for fewer items or fields"
                            .formatted(query.cost(), QueryCost.MAX_COST)));
        }
        return SimpleInstrumentationContext.noOp();
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        Integer cost = parameters.getGraphQLContext().get(KEY);
        if (cost == null) {
            return CompletableFuture.completedFuture(result);
        }
        var extension = Map.of("estimated", cost, "limit", QueryCost.MAX_COST);
        return CompletableFuture.completedFuture(result.transform(answer -> answer.addExtension(KEY, extension)));
    }
}
