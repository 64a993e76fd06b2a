package city.huitong.platform.graphql;

import graphql.execution.ExecutionContext;
import graphql.schema.FieldCoordinates;
import java.util.Set;

/**
 * What a query costs and how deep it is. The cost is an upper guess of the values in the answer, known before anything is read: a field costs
 * one and what is asked of it; a page costs that as often as {@code first} says; any other list counts as ten. What the database is asked for costs
 * ten instead of one, and some hundred for the statement: one serves all records of a level. A field's own name counts for nothing, but no
 * item of a page is free.
 */
record QueryCost(int cost, int depth) {

    /** About one megabyte of JSON. */
    static final int MAX_COST = 10_000;

    /** Some dozens of statements at most. */
    private static final int STATEMENT = 200;

    /** Far above what is allowed and far below what an int can hold. */
    private static final int CEILING = 100_000;

    /**
     * Measures a query.
     *
     * @param asked fields for which the database is asked, beside all connections
     */
    static QueryCost of(ExecutionContext context, Set<FieldCoordinates> asked) {
        var size = new QueryMeasure(context, asked).measured();
        return new QueryCost((int) Math.min(CEILING, size.values() + STATEMENT * size.statements()), size.depth());
    }
}
