package city.huitong.platform.graphql;

import city.huitong.platform.security.Sha256;
import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110 section 8.8.3) of answers that are the same for everybody until something is published: they follow from the document,
 * its variables, the schema, and the versions of what the document reads. So who has the answer is told so without a query.
 */
final class AnswerTags {

    private final Engine engine;
    private final String schema;
    private final Map<FieldCoordinates, Supplier<Optional<String>>> versions = new HashMap<>();
    private final Set<String> typesWithVersions;

    /**
     * Tags answers by one schema.
     *
     * @param schema what tells this schema from others
     * @param additions has the versions
     */
    AnswerTags(Engine engine, String schema, SchemaAdditions additions) {
        this.engine = engine;
        this.schema = schema;
        this.versions.putAll(additions.versions());
        this.versions.putAll(additions.versionsBeside());
        this.typesWithVersions = additions.versions().keySet().stream()
                .map(FieldCoordinates::getTypeName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tag of the answer; empty where it has none, since it is about somebody, or a version is not known. */
    Optional<String> of(AskedQuery asked) {
        return engine.document(asked.query()).flatMap(this::read).map(read -> tag(asked, read));
    }

    private String tag(AskedQuery asked, Map<String, String> read) {
        var all = String.join("\n", schema, asked.mediaType(), asked.request().toString(), read.toString());
        return "W/\"" + Sha256.hex(all).substring(0, 32) + "\"";
    }

    /** The versions of all that a document reads, whatever is left out by its directives. */
    private Optional<Map<String, String>> read(Document document) {
        var type = engine.schema().getQueryType().getName();
        var reading = new Reading(document);
        var complete = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .allMatch(operation -> reading.collect(type, operation.getSelectionSet()));
        return complete ? Optional.of(reading.found) : Optional.empty();
    }

    /** One walk through a document, into each of its fragments once: they may name each other over and over. */
    private final class Reading {

        private final Document document;
        private final Map<String, String> found = new TreeMap<>();
        private final Set<String> fragments = new HashSet<>();

        private Reading(Document document) {
            this.document = document;
        }

        private boolean collect(String type, @Nullable SelectionSet selection) {
            return selection == null || selection.getSelections().stream().allMatch(each -> collect(type, each));
        }

        private boolean collect(String type, Selection<?> selection) {
            return switch (selection) {
                case Field field -> collect(type, field);
                case InlineFragment part -> collect(type(part.getTypeCondition(), type), part.getSelectionSet());
                case FragmentSpread spread -> !fragments.add(spread.getName()) || collect(fragment(spread.getName()));
                default -> true;
            };
        }

        private boolean collect(FragmentDefinition fragment) {
            return collect(fragment.getTypeCondition().getName(), fragment.getSelectionSet());
        }

        private boolean collect(String type, Field field) {
            if (Introspection.isIntrospectionTypes(field.getName())) {
                return true;
            }
            var place = FieldCoordinates.coordinates(type, field.getName());
            var version = versions.getOrDefault(place, Optional::empty).get();
            version.ifPresent(known -> found.put(place.toString(), known));
            return (version.isPresent() || !needsVersion(place)) && collect(below(place), field.getSelectionSet());
        }

        private FragmentDefinition fragment(String name) {
            return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                    .filter(fragment -> fragment.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** One whose version is not known now, too. */
    private boolean needsVersion(FieldCoordinates place) {
        return versions.containsKey(place) || typesWithVersions.contains(place.getTypeName());
    }

    private String below(FieldCoordinates place) {
        var definition = engine.schema().getFieldDefinition(place);
        return definition != null && GraphQLTypeUtil.unwrapAllAs(definition.getType()) instanceof GraphQLNamedType named
                ? named.getName()
                : "";
    }

    private static String type(@Nullable TypeName condition, String type) {
        return condition == null ? type : condition.getName();
    }
}
