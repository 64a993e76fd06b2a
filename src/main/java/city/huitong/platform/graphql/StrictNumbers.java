package city.huitong.platform.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.SchemaTransformer;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

/**
 * Takes a number for an {@code Int} only if it is one, as the GraphQL specification has it. SmallRye's own scalar takes text,
 * and of 4294967297 it leaves 1.
 */
final class StrictNumbers extends GraphQLTypeVisitorStub {

    private StrictNumbers() {}

    static GraphQLSchema in(GraphQLSchema schema) {
        return SchemaTransformer.transformSchema(schema, new StrictNumbers());
    }

    @Override
    public TraversalControl visitGraphQLScalarType(
            GraphQLScalarType type, TraverserContext<GraphQLSchemaElement> context) {
        var isInt = type.getName().equals(Scalars.GraphQLInt.getName());
        return isInt ? changeNode(context, Scalars.GraphQLInt) : TraversalControl.CONTINUE;
    }
}
