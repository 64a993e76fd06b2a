package city.huitong.opendata.api;

import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;

import city.huitong.opendata.Relation;
import city.huitong.platform.graphql.SchemaAdditions;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeReference;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes the types of GraphQL for datasets. */
final class DatasetTypes {

    private static final String GROUP = "OpenGroup";
    /** Names of its own that no dataset's type may have. */
    static final Set<String> OWN = Set.of(GROUP + DatasetNames.CONNECTION, GROUP + DatasetNames.EDGE);

    private final SchemaAdditions schema;
    private final GraphQLInterfaceType node;
    private final GraphQLObjectType groups;
    private final PageArguments arguments;

    DatasetTypes(SchemaAdditions schema) {
        this.schema = schema;
        this.arguments = new PageArguments(schema);
        this.node = GraphQLInterfaceType.newInterface()
                .name("Node")
                .description("Something that `node` finds again")
                .field(field(DatasetNames.ID, nonNull(schema.scalar("ID")), "Names it among everything"))
                .build();
        this.groups = connection(GROUP, group(), "One page of groups").build();
    }

    /** What Relay calls everything with an id. */
    GraphQLInterfaceType node() {
        return node;
    }

    /** The field that finds a record by its id. */
    GraphQLFieldDefinition nodeById() {
        return newFieldDefinition()
                .name("node")
                .description("An open record by its id; fails with record-not-found")
                .type(node)
                .argument(PageArguments.argument(DatasetNames.ID, nonNull(schema.scalar("ID")), "The value of its id"))
                .build();
    }

    /** The field that answers a dataset's records. */
    GraphQLFieldDefinition records(Map<String, DatasetNames> all, DatasetNames names) {
        var dataset = names.dataset().dataset();
        var page = connection(names.type(), record(all, names), "One page of: " + TypeWords.of(dataset.title()))
                .field(field(
                        Connections.TOTAL_COUNT,
                        schema.scalar("BigInteger"),
                        "How many records there are in all; counted only if it is asked for, which may take long"))
                .build();
        var field = newFieldDefinition()
                .name(names.records())
                .description(TypeWords.of(dataset.title()) + ". " + TypeWords.of(dataset.description()))
                .type(page)
                .argument(arguments.where());
        if (hasOrder(names)) {
            field.argument(PageArguments.orderBy(order(names)));
        }
        return field.arguments(arguments.place())
                .deprecate(TypeWords.deprecation(names))
                .build();
    }

    /** The field of a record that answers what it is tied to. */
    private GraphQLFieldDefinition relation(DatasetNames other, String name, Relation relation) {
        var title = TypeWords.of(other.dataset().dataset().title());
        var by = String.join(", ", relation.isMany() ? relation.matching() : relation.from());
        return relation.isMany()
                ? relatedPage(other, name, "Of " + title + ", those that have this record in: " + by)
                : newFieldDefinition()
                        .name(name)
                        .description("Of " + title + ", the one that this record has in: " + by)
                        .type(GraphQLTypeReference.typeRef(other.recordType()))
                        .deprecate(TypeWords.deprecation(other))
                        .build();
    }

    private GraphQLFieldDefinition relatedPage(DatasetNames other, String name, String description) {
        var field = newFieldDefinition()
                .name(name)
                .description(description)
                .type(GraphQLTypeReference.typeRef(other.type() + DatasetNames.CONNECTION))
                .argument(arguments.where());
        if (hasOrder(other)) {
            field.argument(PageArguments.orderBy(GraphQLTypeReference.typeRef(other.type() + DatasetNames.ORDER)));
        }
        return field.argument(arguments.first())
                .argument(arguments.after())
                .deprecate(TypeWords.deprecation(other))
                .build();
    }

    private static boolean hasOrder(DatasetNames names) {
        return names.fields().values().stream().anyMatch(field -> field.type().isScalar());
    }

    /** The field that answers groups of a dataset's records. */
    GraphQLFieldDefinition groups(DatasetNames names) {
        var words = list(nonNull(schema.scalar("String")));
        return newFieldDefinition()
                .name(names.groups())
                .description(
                        "In groups: " + TypeWords.of(names.dataset().dataset().title()))
                .type(groups)
                .argument(PageArguments.argument(
                        "groupBy",
                        words,
                        "Fields as the dictionary has them, or year(…), month(…) or day(…) of a date or moment, each with a name after"
                                + " `as` if need be; one group of all if left out"))
                .argument(PageArguments.argument(
                        "aggregate",
                        words,
                        "count, count(field), count_distinct(field), sum(field), avg(field), min(field), max(field), each with a name"
                                + " after `as` if need be; default count. Sums and averages of money are in yuan"))
                .argument(arguments.where())
                .argument(PageArguments.argument(
                        "orderBy",
                        words,
                        "Names of the answer, each with - before it for descending; default the keys"))
                .arguments(arguments.place())
                .deprecate(TypeWords.deprecation(names))
                .build();
    }

    private GraphQLObjectType record(Map<String, DatasetNames> all, DatasetNames names) {
        var dataset = names.dataset().dataset();
        var type = newObject().name(names.recordType()).description(TypeWords.description(dataset));
        if (DatasetNames.hasId(names.dataset())) {
            type.withInterface(node)
                    .field(field(DatasetNames.ID, nonNull(schema.scalar("ID")), "Names the record for `node`"));
        }
        names.fields()
                .forEach((name, field) -> type.field(field(
                        name, schema.scalar(GraphqlValue.scalar(field.type())), TypeWords.of(dataset, name, field))));
        names.relations().forEach((name, relation) -> {
            var other = Objects.requireNonNull(all.get(relation.to().value()));
            type.field(relation(other, name, relation));
        });
        return type.build();
    }

    private static GraphQLEnumType order(DatasetNames names) {
        var order = GraphQLEnumType.newEnum()
                .name(names.type() + DatasetNames.ORDER)
                .description(
                        "An order of: " + TypeWords.of(names.dataset().dataset().title()));
        names.fields().forEach((name, field) -> {
            if (field.type().isScalar()) {
                order.value(name + "_ASC", field.name(), "From the smallest")
                        .value(name + "_DESC", "-" + field.name(), "From the largest");
            }
        });
        return order.build();
    }

    private GraphQLObjectType group() {
        var value = newObject()
                .name("OpenValue")
                .description("A value by name")
                .field(field(GroupAnswers.NAME, nonNull(schema.scalar("String")), "What the query calls it"))
                .field(field(GroupAnswers.TEXT, schema.scalar("String"), "The value as text; null where there is none"))
                .build();
        var values = nonNull(list(nonNull(value)));
        return newObject()
                .name(GROUP)
                .description(
                        "Records with something in common; of people, groups of fewer than ten are left out and numbers blurred")
                .field(field(GroupAnswers.KEYS, values, "What they have in common: `groupBy`"))
                .field(field(GroupAnswers.VALUES, values, "What is said of them: `aggregate`"))
                .build();
    }

    private GraphQLObjectType.Builder connection(String name, GraphQLObjectType item, String description) {
        var edge = newObject()
                .name(name + DatasetNames.EDGE)
                .description("One of a page, and its position")
                .field(field(
                        Connections.CURSOR,
                        nonNull(schema.scalar("String")),
                        "Send it as `after` for what comes after it"))
                .field(field(Connections.NODE, nonNull(item), "What is there"))
                .build();
        return newObject()
                .name(name + DatasetNames.CONNECTION)
                .description(description)
                .field(field(Connections.EDGES, nonNull(list(nonNull(edge))), "The page, each with its position"))
                .field(field(Connections.NODES, nonNull(list(nonNull(item))), "The page"))
                .field(field(
                        Connections.PAGE_INFO,
                        nonNull(GraphQLTypeReference.typeRef("PageInfo")),
                        "Where the page ends"))
                .field(field(
                        Connections.VERSION,
                        nonNull(schema.scalar("BigInteger")),
                        "Of the data, one more with every change; the pages after this one are of the same"))
                .field(field(
                        Connections.PUBLISHED_AT,
                        nonNull(schema.scalar("DateTime")),
                        "When this version was published, UTC"));
    }

    private static GraphQLFieldDefinition field(String name, GraphQLOutputType type, String description) {
        return newFieldDefinition()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }
}
