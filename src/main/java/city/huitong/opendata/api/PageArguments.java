package city.huitong.opendata.api;

import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;

import city.huitong.opendata.QueryReader;
import city.huitong.platform.graphql.SchemaAdditions;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLInputType;
import java.util.List;

/** What pages can be asked with. */
final class PageArguments {

    private static final String WHERE =
            "A condition over the fields in CEL (https://cel.dev), by their names as the dictionary has them; a record without a value"
                    + " that it needs is not answered";
    private static final String AFTER =
            "A cursor of the page before; the other arguments and the fields that are asked for must be the same, `first` may differ";

    private final SchemaAdditions schema;

    PageArguments(SchemaAdditions schema) {
        this.schema = schema;
    }

    GraphQLArgument where() {
        return argument("where", schema.scalar("String"), WHERE);
    }

    static GraphQLArgument orderBy(GraphQLInputType order) {
        return argument(
                "orderBy", list(nonNull(order)), "Records without a value come last; default the dataset's key");
    }

    List<GraphQLArgument> place() {
        return List.of(
                first(),
                after(),
                argument("asOf", schema.scalar("DateTime"), "The version of this time, UTC; default the latest"));
    }

    GraphQLArgument first() {
        return newArgument()
                .name("first")
                .description("1 to " + QueryReader.MAX_LIMIT)
                .type(schema.scalar("Int"))
                .defaultValueProgrammatic(QueryReader.DEFAULT_LIMIT)
                .build();
    }

    GraphQLArgument after() {
        return argument("after", schema.scalar("String"), AFTER);
    }

    static GraphQLArgument argument(String name, GraphQLInputType type, String description) {
        return newArgument().name(name).type(type).description(description).build();
    }
}
