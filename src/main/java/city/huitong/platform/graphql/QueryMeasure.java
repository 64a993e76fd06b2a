package city.huitong.platform.graphql;

import city.huitong.platform.data.PageRequest;
import graphql.execution.ExecutionContext;
import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a query that adds up its {@link Size}. Each fragment is measured once and counts wherever it is spread: fragments that spread
 * each other twice make a small document a huge query.
 */
final class QueryMeasure {

    private static final int LIST_SIZE = 10;
    /** What a page, or a record that others lead to, costs beside what is asked of it. */
    private static final int ASKED = 10;

    private static final String CONNECTION_SUFFIX = "Connection";
    private static final String FIRST = "first";
    /** Where sums stop, so that none overflows. */
    private static final long CEILING = 1_000_000;

    private final ExecutionContext context;
    private final GraphQLSchema schema;
    private final Set<FieldCoordinates> asked;
    private final Map<Spread, Size> known = new HashMap<>();

    /** @param inPage whether lists in it are those of a page, which the page has counted */
    private record Spread(String fragment, boolean inPage) {}

    /**
     * How large a part of a query is.
     *
     * @param values in the answer
     * @param statements that are sent to the database
     * @param depth levels of fields
     */
    record Size(long values, long statements, int depth) {

        private static final Size NONE = new Size(0, 0, 0);

        private Size and(Size other) {
            return new Size(
                    Math.min(CEILING, values + other.values),
                    Math.min(CEILING, statements + other.statements),
                    Math.max(depth, other.depth));
        }
    }

    QueryMeasure(ExecutionContext context, Set<FieldCoordinates> asked) {
        this.context = context;
        this.schema = context.getGraphQLSchema();
        this.asked = asked;
    }

    Size measured() {
        var operation = context.getOperationDefinition();
        return size(root(operation), operation.getSelectionSet(), false);
    }

    private GraphQLCompositeType root(OperationDefinition operation) {
        return Objects.requireNonNull(
                switch (operation.getOperation()) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                });
    }

    private Size size(GraphQLCompositeType type, @Nullable SelectionSet selection, boolean inPage) {
        return selection == null
                ? Size.NONE
                : selection.getSelections().stream()
                        .map(each -> size(type, each, inPage))
                        .reduce(Size.NONE, Size::and);
    }

    private Size size(GraphQLCompositeType type, Selection<?> selection, boolean inPage) {
        if (selection instanceof DirectivesContainer<?> directed && isLeftOut(directed)) {
            return Size.NONE;
        }
        return switch (selection) {
            case Field field -> field(type, field, inPage);
            case InlineFragment part -> size(type(part.getTypeCondition(), type), part.getSelectionSet(), inPage);
            case FragmentSpread spread -> spread(spread.getName(), inPage);
            default -> Size.NONE;
        };
    }

    private Size spread(String name, boolean inPage) {
        var place = new Spread(name, inPage);
        var size = known.get(place);
        if (size == null) {
            FragmentDefinition fragment = context.getFragment(name);
            size = size(
                    (GraphQLCompositeType)
                            schema.getType(fragment.getTypeCondition().getName()),
                    fragment.getSelectionSet(),
                    inPage);
            known.put(place, size);
        }
        return size;
    }

    private GraphQLCompositeType type(@Nullable TypeName condition, GraphQLCompositeType type) {
        return condition == null
                ? type
                : (GraphQLCompositeType) Objects.requireNonNull(schema.getType(condition.getName()));
    }

    private Size field(GraphQLCompositeType type, Field field, boolean inPage) {
        if (field.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
            return new Size(0, 0, 1);
        }
        var definition = Introspection.getFieldDef(schema, type, field.getName());
        var isPage = definition.getArgument(FIRST) != null;
        var below = GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType composite
                ? size(composite, field.getSelectionSet(), isPage)
                : Size.NONE;
        var isAsked = isAsked(type, definition);
        var values = isPage
                ? first(field) * Math.max(1, below.values)
                : below.values * (isList(type, definition, inPage) ? LIST_SIZE : 1);
        return new Size(
                Math.min(CEILING, (isAsked ? ASKED : 1) + values),
                Math.min(CEILING, (isAsked ? 1 : 0) + below.statements),
                1 + below.depth);
    }

    private boolean isAsked(GraphQLCompositeType type, GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAll(field.getType()).getName().endsWith(CONNECTION_SUFFIX)
                || asked.contains(FieldCoordinates.coordinates(type.getName(), field.getName()));
    }

    /** Not the list within a page, nor what describes the schema. */
    private static boolean isList(GraphQLCompositeType type, GraphQLFieldDefinition field, boolean inPage) {
        return !inPage
                && GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()))
                && !type.getName().startsWith("__");
    }

    private int first(Field field) {
        return field.getArguments().stream()
                .filter(argument -> argument.getName().equals(FIRST))
                .map(Argument::getValue)
                .findFirst()
                .map(this::number)
                .orElse(PageRequest.DEFAULT_LIMIT);
    }

    private int number(Value<?> value) {
        return switch (value) {
            case IntValue number -> Math.clamp(number.getValue().longValue(), 1, PageRequest.MAX_LIMIT);
            case VariableReference variable
            when variable(variable) instanceof Integer number -> Math.clamp(number, 1, PageRequest.MAX_LIMIT);
            default -> PageRequest.DEFAULT_LIMIT;
        };
    }

    private @Nullable Object variable(VariableReference variable) {
        return context.getCoercedVariables().get(variable.getName());
    }

    private boolean isLeftOut(DirectivesContainer<?> directed) {
        return directed.getDirectives().stream().anyMatch(directive -> {
            var condition = directive.getArgument("if");
            return condition != null
                    && switch (directive.getName()) {
                        case "skip" -> is(condition.getValue(), true);
                        case "include" -> is(condition.getValue(), false);
                        default -> false;
                    };
        });
    }

    private boolean is(Value<?> condition, boolean wanted) {
        return switch (condition) {
            case BooleanValue truth -> truth.isValue() == wanted;
            case VariableReference variable -> Boolean.valueOf(wanted).equals(variable(variable));
            default -> false;
        };
    }
}
