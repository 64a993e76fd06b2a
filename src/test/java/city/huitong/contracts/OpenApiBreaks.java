package city.huitong.contracts;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedParameter;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;
import org.openapitools.openapidiff.core.model.Endpoint;

/**
 * What a client of one OpenAPI document (3.0.3) may no longer rely on in another one, in sentences that name the place. Stricter than
 * the library's own verdict: a field that is gone breaks who reads it, also where nobody promised that it is always there.
 */
final class OpenApiBreaks {

    /** Schemas may hold themselves. */
    private final Set<Changed> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private OpenApiBreaks() {}

    static List<String> between(String released, String current) {
        var difference = OpenApiCompare.fromContents(released, current);
        var gone = difference.getMissingEndpoints().stream().map(OpenApiBreaks::gone);
        var changed = difference.getChangedOperations().stream()
                .flatMap(operation -> new OpenApiBreaks().within(called(operation), operation));
        return Stream.concat(gone, changed).distinct().sorted().toList();
    }

    private static String gone(Endpoint endpoint) {
        return endpoint.getMethod() + " " + endpoint.getPathUrl() + " is gone";
    }

    private static String called(ChangedOperation operation) {
        return operation.getHttpMethod() + " " + operation.getPathUrl();
    }

    private Stream<String> within(String place, Changed changed) {
        if (!seen.add(changed)) {
            return Stream.empty();
        }
        return switch (changed) {
            case ChangedParameters parameters -> parameters(place, parameters);
            case ChangedParameter parameter -> parts(place + ", parameter " + parameter.getName(), parameter);
            case ChangedApiResponse answers -> entries(place + ", answer", answers.getMissing(), answers.getChanged());
            case ChangedContent content -> entries(place + ",", content.getMissing(), content.getChanged());
            case ChangedSchema schema -> schema(place, schema);
            case ComposedChanged composed -> parts(place, composed);
            default -> leaf(place, changed);
        };
    }

    private Stream<String> parts(String place, ComposedChanged changed) {
        var own = changed.isCoreChanged().isIncompatible() ? Stream.of(place + " changed") : Stream.<String>empty();
        return Stream.concat(own, within(place, changed.getChangedElements()));
    }

    private Stream<String> within(String place, Collection<? extends Changed> changed) {
        return changed.stream().filter(part -> part != null).flatMap(part -> within(place, part));
    }

    private Stream<String> parameters(String place, ChangedParameters parameters) {
        var gone = parameters.getMissing().stream().map(parameter -> named(place, parameter) + " is gone");
        var required = parameters.getIncreased().stream()
                .filter(parameter -> Boolean.TRUE.equals(parameter.getRequired()))
                .map(parameter -> named(place, parameter) + " is new and required");
        return Stream.concat(Stream.concat(gone, required), within(place, parameters.getChanged()));
    }

    private static String named(String place, Parameter parameter) {
        return place + ", parameter " + parameter.getName();
    }

    private Stream<String> entries(String place, Map<String, ?> missing, Map<String, ? extends Changed> changed) {
        var gone = missing.keySet().stream().map(name -> place + " " + name + " is gone");
        var others =
                changed.entrySet().stream().flatMap(entry -> within(place + " " + entry.getKey(), entry.getValue()));
        return Stream.concat(gone, others);
    }

    private Stream<String> schema(String place, ChangedSchema schema) {
        var gone = schema.getMissingProperties().keySet().stream().map(name -> place + ", field " + name + " is gone");
        var type = schema.isChangedType() ? Stream.of(place + typeOf(schema)) : Stream.<String>empty();
        var fields = schema.getChangedProperties().entrySet().stream()
                .flatMap(field -> within(place + ", field " + field.getKey(), field.getValue()));
        return Stream.of(gone, type, fields, within(place, schema.getChangedElements()))
                .flatMap(breaks -> breaks);
    }

    private static String typeOf(ChangedSchema schema) {
        return " was %s and is %s".formatted(type(schema.getOldSchema()), type(schema.getNewSchema()));
    }

    /** A parameter may have none. */
    private static String type(@Nullable Schema<?> schema) {
        if (schema == null) {
            return "anything";
        }
        return schema.getFormat() == null ? schema.getType() : schema.getType() + " " + schema.getFormat();
    }

    /** The library's classes are named after what has changed. */
    private static Stream<String> leaf(String place, Changed changed) {
        var what = changed.getClass().getSimpleName().replace("Changed", "").toLowerCase(Locale.ROOT);
        return changed.isIncompatible() ? Stream.of(place + " changed in " + what) : Stream.empty();
    }
}
