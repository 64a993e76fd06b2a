package city.huitong.platform.graphql;

import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110 section 8.8.3) of answers that are the same for everybody until something is published: they follow from the document,
 * its variables, the schema, and the versions of what the document reads. So who has the answer is told so without a query.
 */
final class AnswerTags {

    private final Engine engine;
    private final String schema;
    private final Map<FieldCoordinates, Supplier<Optional<String>>> versions;
    private final Set<String> typesWithVersions;

    /** @param schema what tells this schema from others */
    AnswerTags(Engine engine, String schema, Map<FieldCoordinates, Supplier<Optional<String>>> versions) {
        this.engine = engine;
        this.schema = schema;
        this.versions = versions;
        this.typesWithVersions =
                versions.keySet().stream().map(FieldCoordinates::getTypeName).collect(Collectors.toUnmodifiableSet());
    }

    /** The tag of the answer; empty where it has none, since it is about somebody, or a version is not known. */
    Optional<String> of(AskedQuery asked) {
        return engine.document(asked.query()).flatMap(this::read).map(read -> tag(asked, read));
    }

    private String tag(AskedQuery asked, Map<String, String> read) {
        var all = String.join("\n", schema, asked.mediaType(), asked.request().toString(), read.toString());
        return "W/\"" + KnownDocument.sha256(all).substring(0, 32) + "\"";
    }

    /** The versions of all that a document reads, whatever is left out by its directives. */
    private Optional<Map<String, String>> read(Document document) {
        var found = new TreeMap<String, String>();
        var type = engine.schema().getQueryType();
        var complete = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .allMatch(operation -> collect(document, type.getName(), operation.getSelectionSet(), found));
        return complete ? Optional.of(found) : Optional.empty();
    }

    private boolean collect(
            Document document, String type, @Nullable SelectionSet selection, Map<String, String> found) {
        return fields(document, selection).allMatch(field -> collect(document, type, field, found));
    }

    private boolean collect(Document document, String type, Field field, Map<String, String> found) {
        if (Introspection.isIntrospectionTypes(field.getName())) {
            return true;
        }
        var place = FieldCoordinates.coordinates(type, field.getName());
        var version = versions.getOrDefault(place, Optional::empty).get();
        version.ifPresent(known -> found.put(place.toString(), known));
        return version.isPresent() && collectBelow(document, place, field, found);
    }

    private boolean collectBelow(Document document, FieldCoordinates place, Field field, Map<String, String> found) {
        var definition = Objects.requireNonNull(engine.schema().getFieldDefinition(place));
        var type = GraphQLTypeUtil.unwrapAllAs(definition.getType()) instanceof GraphQLNamedType named
                ? named.getName()
                : "";
        return !typesWithVersions.contains(type) || collect(document, type, field.getSelectionSet(), found);
    }

    private static Stream<Field> fields(Document document, @Nullable SelectionSet selection) {
        return selection == null
                ? Stream.of()
                : selection.getSelections().stream().flatMap(each -> fields(document, each));
    }

    private static Stream<Field> fields(Document document, Selection<?> selection) {
        return switch (selection) {
            case Field field -> Stream.of(field);
            case InlineFragment fragment -> fields(document, fragment.getSelectionSet());
            case FragmentSpread spread -> fields(document, fragment(document, spread.getName()));
            default -> Stream.of();
        };
    }

    private static SelectionSet fragment(Document document, String name) {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getSelectionSet();
    }
}
