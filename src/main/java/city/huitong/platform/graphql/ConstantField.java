package city.huitong.platform.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.function.Supplier;

/** A field that is always the same: the engine need not even find out what is asked of it. */
record ConstantField(Object value) implements LightDataFetcher<Object> {

    @Override
    public Object get(DataFetchingEnvironment field) {
        return value;
    }

    @Override
    public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
        return value;
    }
}
