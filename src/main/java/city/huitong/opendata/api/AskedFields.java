package city.huitong.opendata.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What queries ask of their fields. The engine finds it out by making a plan of the whole query, which takes longer than the database; so
 * what was asked lately is kept, for programs ask the same again and again.
 */
@Singleton
class AskedFields {

    private static final int MOST = 2_000;
    private static final int LARGEST = 200;
    private static final int LONGEST_VARIABLES = 1_000;

    private final Cache<Place, List<AskedField>> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** Fields are compared as objects: a document that is asked again is the same one, and so are its fields. */
    private record Place(List<Field> fields, Map<String, Object> variables) {

        boolean isShort() {
            return variables.isEmpty()
                    || variables.values().stream()
                                    .mapToInt(value -> String.valueOf(value).length())
                                    .sum()
                            <= LONGEST_VARIABLES;
        }
    }

    /** What is asked of the field's value. */
    List<AskedField> below(DataFetchingEnvironment field) {
        var place = new Place(field.getMergedField().getFields(), field.getVariables());
        var found = known.getIfPresent(place);
        if (found != null) {
            return found;
        }
        var asked = AskedField.of(field.getSelectionSet().getImmediateFields());
        if (place.isShort() && asked.stream().mapToInt(AskedField::size).sum() <= LARGEST) {
            known.put(place, asked);
        }
        return asked;
    }
}
