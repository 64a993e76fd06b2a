package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_DEEP;

import graphql.GraphQL;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.ChainedInstrumentation;
import io.smallrye.graphql.spi.EventingService;
import org.jspecify.annotations.Nullable;

/** Holds queries to a depth and a cost. SmallRye finds it as a service and asks it before it builds its engine. */
public final class QueryLimits implements EventingService {

    /** The introspection query of common tools is up to 15 deep. */
    static final int MAX_DEPTH = 20;

    @Override
    public @Nullable String getConfigKey() {
        return null;
    }

    @Override
    public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
        var present = builder.build().getInstrumentation();
        return builder.instrumentation(new ChainedInstrumentation(present, new DepthLimit(), new QueryCost()));
    }

    private static final class DepthLimit extends MaxQueryDepthInstrumentation {

        DepthLimit() {
            super(MAX_DEPTH);
        }

        @Override
        protected AbortExecutionException mkAbortException(int depth, int maxDepth) {
            return new RefusedQuery(QUERY_TOO_DEEP.because(
                    "the query is %d levels deep, at most %d are read".formatted(depth, maxDepth)));
        }
    }
}
