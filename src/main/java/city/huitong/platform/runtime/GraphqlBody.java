package city.huitong.platform.runtime;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses GraphQL requests whose parts have the wrong type. SmallRye takes them for granted and fails; what is not JSON at all
 * it refuses itself.
 */
@ApplicationScoped
class GraphqlBody {

    private static final long LIMIT_BYTES = 10L * 1024 * 1024;
    private static final int AHEAD_OF_GRAPHQL = -1;

    private static final String WRONG_TYPE = """
            {"type":"/problems/request-invalid","code":"request-invalid","title":"The request is not valid",\
            "status":400,"detail":"query and operationName are texts, variables and extensions are objects"}""";

    void register(@Observes Router router) {
        router.post("/graphql")
                .order(AHEAD_OF_GRAPHQL)
                .handler(BodyHandler.create(false).setBodyLimit(LIMIT_BYTES))
                .handler(GraphqlBody::hold);
    }

    private static void hold(RoutingContext context) {
        if (isWellTyped(json(context))) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(400)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(WRONG_TYPE);
    }

    private static @Nullable Object json(RoutingContext context) {
        var body = context.body().buffer();
        try {
            return body == null ? null : Json.decodeValue(body);
        } catch (DecodeException _) {
            return null;
        }
    }

    private static boolean isWellTyped(@Nullable Object request) {
        return !(request instanceof JsonObject object)
                || isA(String.class, object.getValue("query"))
                        && isA(String.class, object.getValue("operationName"))
                        && isA(JsonObject.class, object.getValue("variables"))
                        && isA(JsonObject.class, object.getValue("extensions"));
    }

    private static boolean isA(Class<?> type, @Nullable Object value) {
        return value == null || type.isInstance(value);
    }
}
