package city.huitong.platform.graphql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query by HTTP that was found in order, on its way to the engine.
 *
 * @param request the members {@code query}, {@code operationName}, {@code variables} and {@code extensions}
 * @param mediaType of its answer
 * @param caching what a cache may do with an answer that has no errors
 */
record AskedQuery(ObjectNode request, String mediaType, Caching caching) {

    private static final String KEY = AskedQuery.class.getName();

    /**
     * How an answer may be kept.
     *
     * @param here whether the hub keeps it, too
     */
    record Caching(String control, Optional<String> tag, boolean here) {

        /** What is about somebody, and what nobody can tell the version of. */
        static final Caching NONE = new Caching("private, no-store", Optional.empty(), false);

        /** For everybody, who ask each time whether it is still so. */
        static Caching open(String tag, boolean here) {
            return new Caching("public, no-cache", Optional.of(tag), here);
        }

        /** The tag under which the hub keeps it. */
        Optional<String> tagHere() {
            return tag.filter(_ -> here);
        }

        /** Whether {@code If-None-Match} names the tag. Some caches make a tag strong on the way, which counts for nothing here. */
        boolean isKnown(@Nullable String ifNoneMatch) {
            return ifNoneMatch != null
                    && tag.filter(own -> Arrays.stream(ifNoneMatch.split(",", -1))
                                    .map(String::strip)
                                    .anyMatch(known -> opaque(known).equals(opaque(own))))
                            .isPresent();
        }

        private static String opaque(String tag) {
            return tag.startsWith("W/") ? tag.substring(2) : tag;
        }

        void in(HttpServerResponse response) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, control);
            tag.ifPresent(known -> response.putHeader(HttpHeaders.ETAG, known));
        }
    }

    /** One that nobody may keep. */
    AskedQuery(ObjectNode request, String mediaType) {
        this(request, mediaType, Caching.NONE);
    }

    AskedQuery with(Caching other) {
        return new AskedQuery(request, mediaType, other);
    }

    String query() {
        return request.path(Engine.QUERY).asText();
    }

    /** Goes with the request from here on. */
    void in(RoutingContext context) {
        context.put(KEY, this);
    }

    static AskedQuery of(RoutingContext context) {
        return context.get(KEY);
    }
}
