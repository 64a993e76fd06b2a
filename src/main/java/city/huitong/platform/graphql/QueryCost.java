package city.huitong.platform.graphql;

import city.huitong.platform.data.PageRequest;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.ExecutionContext;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;

/**
 * What a query costs and how deep it is. The cost is an upper guess of the values in the answer, known before anything is read: a field costs
 * one and what is asked of it; a page costs that as often as {@code first} says; any other list counts as ten. A connection is asked of the
 * database whatever it answers, so it costs some hundred beforehand, and some more for each record of a page that it belongs to: these are
 * asked for together. A field's own name counts for nothing.
 */
final class QueryCost implements FieldComplexityCalculator {

    /** About one megabyte of JSON. */
    static final int MAX_COST = 10_000;

    private static final int LIST_SIZE = 10;
    /** No query asks for more than some dozens of them at once. */
    private static final int CONNECTION = 200;

    private static final int CONNECTION_OF_ONE = 10;

    private static final String CONNECTION_SUFFIX = "Connection";
    /** Far above what is allowed and far below what an int can hold, however many such fields are added up. */
    private static final int CEILING = 100_000;

    private static final String FIRST = "first";

    private final int cost;
    private int depth;

    /** Measures a query, going through it once. */
    QueryCost(ExecutionContext context) {
        this.cost = QueryComplexityCalculator.newCalculator()
                .fieldComplexityCalculator(this)
                .schema(context.getGraphQLSchema())
                .document(context.getDocument())
                .operationName(context.getExecutionInput().getOperationName())
                .variables(context.getCoercedVariables())
                .build()
                .calculate();
    }

    int cost() {
        return cost;
    }

    int depth() {
        return depth;
    }

    @Override
    public int calculate(FieldComplexityEnvironment field, int ofOne) {
        depth = Math.max(depth, level(field));
        return (int) Math.min(own(field) + (long) size(field) * ofOne, CEILING);
    }

    private static int level(FieldComplexityEnvironment field) {
        var level = 1;
        for (var above = field.getParentEnvironment(); above != null; above = above.getParentEnvironment()) {
            level++;
        }
        return level;
    }

    private static int own(FieldComplexityEnvironment field) {
        var type = GraphQLTypeUtil.unwrapAllAs(field.getFieldDefinition().getType());
        if (type instanceof GraphQLNamedType named && named.getName().endsWith(CONNECTION_SUFFIX)) {
            return isWithinPage(field) ? CONNECTION_OF_ONE : CONNECTION;
        }
        return 1;
    }

    private static boolean isWithinPage(FieldComplexityEnvironment field) {
        for (var above = field.getParentEnvironment(); above != null; above = above.getParentEnvironment()) {
            if (isPage(above)) {
                return true;
            }
        }
        return false;
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
