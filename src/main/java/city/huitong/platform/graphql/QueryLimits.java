package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_COSTLY;
import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_DEEP;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import graphql.schema.FieldCoordinates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Holds queries to a depth and a cost, and tells every query its cost as {@code extensions.cost}. */
final class QueryLimits extends SimplePerformantInstrumentation {

    /** The introspection query of common tools is up to 15 deep. */
    static final int MAX_DEPTH = 20;

    /** In memory a document takes some fifty times the space of its text; most are kept for their next use anyway. */
    private static final int MOST_CHARACTERS = 512 * 1024;

    private static final int LONGEST = 8 * 1024;

    /** Going through a query takes as long as a tenth of answering it, so what was asked lately is kept. */
    private final Cache<Asked, QueryCost> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .<Asked, QueryCost>weigher((asked, _) -> asked.length)
            .build();

    private final Set<FieldCoordinates> asked;

    /**
     * The document is compared as an object: one that is asked again is the same one.
     *
     * @param length characters of the document and its variables
     */
    private record Asked(Document document, Optional<String> operation, Map<String, Object> variables, int length) {}

    /** @param asked fields for which the database is asked, beside all connections */
    QueryLimits(Set<FieldCoordinates> asked) {
        this.asked = asked;
    }

    private static final String KEY = "cost";
    private static final String ESTIMATED = "estimated";
    private static final String LIMIT = "limit";

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var query = measured(parameters.getExecutionContext());
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

    private QueryCost measured(ExecutionContext context) {
        var variables = context.getCoercedVariables().toMap();
        var input = context.getExecutionInput();
        var length = input.getQuery().length() + variables.toString().length();
        var name = Optional.ofNullable(input.getOperationName());
        return length > LONGEST
                ? QueryCost.of(context, asked)
                : known.get(
                        new Asked(context.getDocument(), name, variables, length), _ -> QueryCost.of(context, asked));
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        Integer cost = parameters.getGraphQLContext().get(KEY);
        if (cost == null) {
            return CompletableFuture.completedFuture(result);
        }
        var extension = Map.of(ESTIMATED, cost, LIMIT, QueryCost.MAX_COST);
        return CompletableFuture.completedFuture(result.transform(answer -> answer.addExtension(KEY, extension)));
    }

    /** The cost that an answer tells; empty where it was not computed. */
    static Optional<Integer> costOf(ExecutionResult result) {
        return Optional.ofNullable(result.getExtensions())
                .map(extensions -> extensions.get(KEY))
                .filter(Map.class::isInstance)
                .map(cost -> ((Map<?, ?>) cost).get(ESTIMATED))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast);
    }

    /** The same answer, which tells its price, too. */
    static ExecutionResult withUnits(ExecutionResult result, int units) {
        var cost = Map.of(ESTIMATED, costOf(result).orElse(0), LIMIT, QueryCost.MAX_COST, "units", units);
        var extensions = new LinkedHashMap<>(result.getExtensions());
        extensions.put(KEY, cost);
        return result.transform(answer -> answer.extensions(extensions));
    }
}
