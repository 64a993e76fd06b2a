package city.huitong.platform.runtime;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Holds bodies to 10 MB, except record batches: those are streams and may have any size. Quarkus knows one limit for all
 * paths, so it is set high there and lowered here.
 */
@ApplicationScoped
class BodyLimit {

    private static final long LIMIT_BYTES = 10L * 1024 * 1024;
    private static final int AHEAD_OF_SECURITY = 1_000;
    /** The key under which Quarkus looks for the limit of one request. */
    private static final String LIMIT_OF_REQUEST = "io.quarkus.max-request-size";

    private static final String TOO_LARGE = """
            {"type":"/problems/content-too-large","code":"content-too-large","title":"The body is too large",\
            "status":413,"detail":"at most 10 MB here; records go to /v1/datasets/{id}/records as a stream"}""";

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::hold, AHEAD_OF_SECURITY);
    }

    private static void hold(RoutingContext context) {
        if (isRecordBatch(context)) {
            context.next();
            return;
        }
        if (declaredLength(context) > LIMIT_BYTES) {
            refuse(context);
            return;
        }
        context.put(LIMIT_OF_REQUEST, LIMIT_BYTES);
        context.next();
    }

    private static boolean isRecordBatch(RoutingContext context) {
        var path = context.normalizedPath();
        return path.startsWith("/v1/datasets/") && path.endsWith("/records");
    }

    private static long declaredLength(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static void refuse(RoutingContext context) {
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(TOO_LARGE);
    }
}
