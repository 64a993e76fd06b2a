package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_COSTLY;

import city.huitong.platform.data.PageRequest;
import graphql.ExecutionResult;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Refuses queries that would answer too many values, and tells every query its cost as {@code extensions.cost}.
 *
 * <p>The cost is an upper guess of the values in the answer, known before anything is read: a field costs one and what is
 * asked of it; a page costs that as often as {@code first} says; any other list counts as ten. A connection is asked of the database
 * whatever it answers, so it costs some hundred beforehand.
 */
final class QueryCost extends SimplePerformantInstrumentation {

    /** About one megabyte of JSON. */
    static final int MAX_COST = 10_000;

    private static final int LIST_SIZE = 10;
    /** No query asks for more than some dozens of them at once. */
    private static final int CONNECTION = 200;

    private static final String CONNECTION_SUFFIX = "Connection";
    /** Far above what is allowed and far below what an int can hold, however many such fields are added up. */
    private static final int CEILING = 100_000;

    private static final String FIRST = "first";
    private static final String KEY = "cost";
    private static final String ESTIMATED = "estimated";
    private static final String LIMIT = "limit";

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var context = parameters.getExecutionContext();
        var cost = cost(context);
        context.getGraphQLContext().put(KEY, cost);
        if (cost > MAX_COST) {
            throw new RefusedQuery(
                    QUERY_TOO_COSTLY.because("the query costs %d, at most %d are allowed; ask for fewer items or fields"
                            .formatted(cost, MAX_COST)));
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
        var extension = Map.of(ESTIMATED, cost, LIMIT, MAX_COST);
        return CompletableFuture.completedFuture(result.transform(answer -> answer.addExtension(KEY, extension)));
    }

    /** The cost that an answer tells; empty where it was not computed. */
    static Optional<Integer> of(ExecutionResult result) {
        return Optional.ofNullable(result.getExtensions())
                .map(extensions -> extensions.get(KEY))
                .filter(Map.class::isInstance)
                .map(cost -> ((Map<?, ?>) cost).get(ESTIMATED))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast);
    }

    /** The same answer, which tells its price, too. */
    static ExecutionResult withUnits(ExecutionResult result, int units) {
        var cost = Map.of(ESTIMATED, of(result).orElse(0), LIMIT, MAX_COST, "units", units);
        var extensions = new LinkedHashMap<>(result.getExtensions());
        extensions.put(KEY, cost);
        return result.transform(answer -> answer.extensions(extensions));
    }

    private static int cost(ExecutionContext context) {
        return QueryComplexityCalculator.newCalculator()
                .fieldComplexityCalculator(QueryCost::cost)
                .schema(context.getGraphQLSchema())
                .document(context.getDocument())
                .operationName(context.getExecutionInput().getOperationName())
                .variables(context.getCoercedVariables())
                .build()
                .calculate();
    }

    private static int cost(FieldComplexityEnvironment field, int ofOne) {
        return (int) Math.min(own(field) + (long) size(field) * ofOne, CEILING);
    }

    private static int own(FieldComplexityEnvironment field) {
        var type = GraphQLTypeUtil.unwrapAllAs(field.getFieldDefinition().getType());
        return type instanceof GraphQLNamedType named && named.getName().endsWith(CONNECTION_SUFFIX) ? CONNECTION : 1;
    }

    private static int size(FieldComplexityEnvironment field) {
        if (isPage(field)) {
            return field.getArguments().get(FIRST) instanceof Integer first
                    ? Math.clamp(first, 1, PageRequest.MAX_LIMIT)
                    : PageRequest.DEFAULT_LIMIT;
        }
        return isList(field) ? LIST_SIZE : 1;
    }

    /** Not the list within a page, which the page has counted, nor what describes the schema. */
    private static boolean isList(FieldComplexityEnvironment field) {
        var parent = field.getParentEnvironment();
        return GraphQLTypeUtil.isList(
                        GraphQLTypeUtil.unwrapNonNull(field.getFieldDefinition().getType()))
                && !(parent != null && isPage(parent))
                && !isIntrospection(field);
    }

    private static boolean isPage(FieldComplexityEnvironment field) {
        return field.getFieldDefinition().getArgument(FIRST) != null;
    }

    private static boolean isIntrospection(FieldComplexityEnvironment field) {
        return field.getParentType().getName().startsWith("__");
    }
}
