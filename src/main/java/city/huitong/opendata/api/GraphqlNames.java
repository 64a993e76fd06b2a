package city.huitong.opendata.api;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names in a schema of GraphQL for what the catalogue names with hyphens and underscores: {@code busStops} for {@code bus-stops}. Those
 * whose names would be the same keep their parts apart by underscores instead, so that no name comes to mean something else when another
 * one is added.
 */
final class GraphqlNames {

    private static final Pattern PART = Pattern.compile("(?<=[A-Za-z0-9])[-_]+([A-Za-z0-9])");
    /** Names that begin with two of them are GraphQL's own. */
    private static final Pattern BEGIN = Pattern.compile("^_+");

    private final Set<String> taken;

    /** @param taken names that mean something else already */
    GraphqlNames(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** The words' names, in the order of the words. */
    Map<String, String> each(List<String> words) {
        var likeIt = words.stream().collect(groupingBy(GraphqlNames::camelCase, counting()));
        var names = new LinkedHashMap<String, String>();
        for (var word : words) {
            var camelCase = camelCase(word);
            names.put(word, claim(likeIt.getOrDefault(camelCase, 1L) == 1 ? camelCase : underscored(word)));
        }
        return names;
    }

    /** The name, or one like it if it is taken. */
    String claim(String wanted) {
        var name = wanted;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    static String camelCase(String word) {
        return underscored(PART.matcher(word).replaceAll(part -> part.group(1).toUpperCase(Locale.ROOT)));
    }

    private static String underscored(String word) {
        return BEGIN.matcher(word.replace('-', '_')).replaceFirst("_");
    }
}
