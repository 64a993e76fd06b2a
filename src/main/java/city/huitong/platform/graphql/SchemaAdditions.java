package city.huitong.platform.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import graphql.schema.visibility.DefaultGraphqlFieldVisibility;
import io.smallrye.graphql.scalar.GraphQLScalarTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Fields and types on their way into a schema that SmallRye has made of annotated classes. */
public final class SchemaAdditions {

    private final GraphQLSchema base;
    private final GraphQLCodeRegistry.Builder code;
    private final Map<String, List<GraphQLFieldDefinition>> fields = new HashMap<>();
    private final Map<FieldCoordinates, Supplier<Optional<String>>> versions = new HashMap<>();
    private final Set<FieldCoordinates> asked = new HashSet<>();
    private final Map<FieldCoordinates, Supplier<Optional<String>>> beside = new HashMap<>();

    /** @param base fresh from SmallRye: building on it changes it, so it must not be served */
    SchemaAdditions(GraphQLSchema base) {
        this.base = base;
        this.code = GraphQLCodeRegistry.newCodeRegistry(base.getCodeRegistry());
    }

    /** Whether an annotated class has this name in the schema. */
    public boolean hasType(String name) {
        return base.containsType(name);
    }

    /** The scalar of this name as SmallRye has it. A schema has one of each name, and graphql-java's own are others. */
    public GraphQLScalarType scalar(String name) {
        return base.getType(name) instanceof GraphQLScalarType known ? known : GraphQLScalarTypes.getScalarByName(name);
    }

    /** Adds a field to a type of an annotated class. */
    public void field(String type, GraphQLFieldDefinition field, RuntimeFetcher fetcher) {
        fields.computeIfAbsent(type, _ -> new ArrayList<>()).add(field);
        code.dataFetcher(FieldCoordinates.coordinates(type, field.getName()), new FieldInRequest(fetcher));
    }

    /** Answers a field of an annotated class always the same, without asking that class. */
    public void constant(String type, String field, Object value) {
        code.dataFetcher(FieldCoordinates.coordinates(type, field), new ConstantField(value));
    }

    /** Answers a field of a type that was added, from what the page that it belongs to has asked the database for. */
    public void asked(String type, String field, DataFetcher<?> fetcher) {
        var place = FieldCoordinates.coordinates(type, field);
        asked.add(place);
        code.dataFetcher(place, fetcher);
    }

    /** The fields for which the database is asked. */
    Set<FieldCoordinates> asked() {
        return Set.copyOf(asked);
    }

    /**
     * Says how to tell the version of what a field answers, and with that: it answers everybody the same. What is below it needs none, unless
     * a field of the same type has one.
     *
     * @param version empty where it is not known right now
     */
    public void version(String type, String field, Supplier<Optional<String>> version) {
        versions.put(FieldCoordinates.coordinates(type, field), version);
    }

    /** Says the same of a field somewhere below such a one, beside others that need no version of their own. */
    public void versionBeside(String type, String field, Supplier<Optional<String>> version) {
        beside.put(FieldCoordinates.coordinates(type, field), version);
    }

    /** The versions of all fields that have one. */
    Map<FieldCoordinates, Supplier<Optional<String>>> versions() {
        return Map.copyOf(versions);
    }

    /** The versions of fields below those of {@link #versions()}. */
    Map<FieldCoordinates, Supplier<Optional<String>>> versionsBeside() {
        return Map.copyOf(beside);
    }

    /** Says which of its types an object of an interface has. */
    public void resolver(GraphQLInterfaceType type, TypeResolver resolver) {
        code.typeResolver(type, resolver);
    }

    /**
     * The schema with everything that was added. Fails where that is none by the rules of GraphQL. SmallRye's way to hide fields would hold the
     * name of each field of each record to a pattern.
     */
    GraphQLSchema merged() {
        var types = base.getAdditionalTypes().stream().map(this::extended).collect(Collectors.toSet());
        base.getAllTypesAsList().forEach(this::resolveByName);
        return GraphQLSchema.newSchema(base)
                .query((GraphQLObjectType) extended(base.getQueryType()))
                .clearAdditionalTypes()
                .additionalTypes(types)
                .codeRegistry(code.fieldVisibility(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY)
                        .build())
                .build();
    }

    private GraphQLType extended(GraphQLType type) {
        if (type instanceof GraphQLObjectType object && fields.containsKey(object.getName())) {
            return object.transform(changed -> changed.fields(fields.get(object.getName())));
        }
        return type;
    }

    /** SmallRye keeps what its resolvers answer with in static maps, so that those of all schemas answer with the types of the latest. */
    private void resolveByName(GraphQLNamedType type) {
        switch (type) {
            case GraphQLInterfaceType known ->
                code.typeResolver(known, byName(base.getCodeRegistry().getTypeResolver(known)));
            case GraphQLUnionType known ->
                code.typeResolver(known, byName(base.getCodeRegistry().getTypeResolver(known)));
            default -> {}
        }
    }

    private static TypeResolver byName(TypeResolver other) {
        return object -> Optional.ofNullable(other.getType(object))
                .map(GraphQLNamedOutputType::getName)
                .map(object.getSchema()::getObjectType)
                .orElse(null);
    }
}
