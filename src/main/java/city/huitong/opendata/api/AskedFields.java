package city.huitong.opendata.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.AstPrinter;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * What queries ask of their fields. The engine finds it out by making a plan of the whole query, which took a tenth of an answer; so
 * what was asked lately is kept, for programs ask the same again and again.
 */
@Singleton
class AskedFields {

    /** In memory a document takes some fifty times the space of its text. */
    private static final int MOST_CHARACTERS = 512 * 1024;

    private static final int LONGEST = 8 * 1024;

    private final Cache<Place, Known> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .<Place, Known>weigher((_, each) -> each.length)
            .build();

    /** Fields are compared as objects: a document that is asked again is the same one, and so are its fields. */
    private record Place(List<Field> fields, Map<String, Object> variables) {

        int length() {
            return variables.toString().length()
                    + fields.stream()
                            .mapToInt(field -> AstPrinter.printAstCompact(field).length())
                            .sum();
        }
    }

    /** @param length characters of the fields and the variables */
    private record Known(List<AskedField> asked, int length) {}

    /** What is asked of the field's value. */
    List<AskedField> below(DataFetchingEnvironment field) {
        var place = new Place(field.getMergedField().getFields(), field.getVariables());
        var found = known.getIfPresent(place);
        if (found != null) {
            return found.asked;
        }
        var asked = new Known(AskedField.of(field.getSelectionSet().getImmediateFields()), place.length());
        if (asked.length <= LONGEST) {
            known.put(place, asked);
        }
        return asked.asked;
    }
}
