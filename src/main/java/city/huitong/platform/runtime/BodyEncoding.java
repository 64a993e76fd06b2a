package city.huitong.platform.runtime;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses bodies that are compressed (RFC 9110, section 8.4). Read as they are, each of their lines would end in quarantine,
 * and a few bytes could unfold to more than any limit.
 */
@ApplicationScoped
class BodyEncoding {

    private static final int AHEAD_OF_SECURITY = 1_000;
    private static final String AS_IT_IS = "identity";

    private static final String NOT_ACCEPTED = """
            {"type":"/problems/unsupported-media-type","code":"unsupported-media-type",\
            "title":"This media type is not accepted here","status":415,\
            "detail":"send the body as it is, without Content-Encoding"}""";

    void register(@Observes Filters filters) {
        filters.register(BodyEncoding::hold, AHEAD_OF_SECURITY);
    }

    private static void hold(RoutingContext context) {
        var encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.strip().equalsIgnoreCase(AS_IT_IS)) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(415)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.ACCEPT_ENCODING, AS_IT_IS)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(NOT_ACCEPTED);
    }
}
