package city.huitong.platform.security;

import java.util.regex.Pattern;

/**
 * One request of a developer's client, as it is counted.
 *
 * @param units what it has cost
 * @param status the answer's HTTP status
 */
public record Use(Via via, int units, int status) {

    /** By which interface the hub was asked. */
    public enum Via {
        REST,
        GRAPHQL,
        EXPORT;

        private static final String QUERY = "/graphql";
        private static final Pattern FILE = Pattern.compile("/v1/open/datasets/[^/]+/export(/manifest)?/?");

        static Via of(String path) {
            if (path.equals(QUERY) || path.startsWith(QUERY + "/")) {
                return GRAPHQL;
            }
            return path.contains("/export") && FILE.matcher(path).matches() ? EXPORT : REST;
        }
    }
}
