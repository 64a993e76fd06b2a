package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.CONTENT_TOO_LARGE;
import static city.huitong.platform.problem.PlatformProblem.METHOD_NOT_ALLOWED;

import city.huitong.platform.problem.Problem;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionResult;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * GraphQL over HTTP (the GraphQL Foundation's draft specification): lets only requests in order through to SmallRye, which
 * answers some others with 500 or with text, and gives answers their status and media type.
 */
@ApplicationScoped
class GraphqlHttp {

    private static final String PATH = "/graphql";
    private static final String SCHEMA = PATH + "/schema.graphql";
    private static final String PAGE = "/graphiql/";
    /** Quarkus' own page; it would put the query, its variables and the token into the address. */
    private static final String OTHER_PAGE = "/q/graphql-ui";
    /** After authentication and CORS, which have smaller numbers. */
    private static final int AHEAD_OF_SMALLRYE = -1;

    static final long LIMIT_BYTES = 1024L * 1024;
    /** Under this key a request in order carries the media type of its answer. */
    private static final String MEDIA_TYPE = "huitong.graphql.media-type";

    private final ObjectMapper mapper;
    private final LiveSchema schema;

    GraphqlHttp(ObjectMapper mapper, LiveSchema schema) {
        this.mapper = mapper;
        this.schema = schema;
    }

    void register(@Observes Router router) {
        router.post(PATH)
                .order(AHEAD_OF_SMALLRYE)
                .handler(BodyHandler.create(false).setBodyLimit(LIMIT_BYTES))
                .handler(this::check)
                .failureHandler(GraphqlHttp::failed);
        router.route(PATH).order(AHEAD_OF_SMALLRYE).handler(GraphqlHttp::otherMethod);
        router.get(SCHEMA).order(AHEAD_OF_SMALLRYE).handler(this::schema);
        router.get(OTHER_PAGE).order(AHEAD_OF_SMALLRYE).handler(context -> context.redirect(PAGE));
    }

    /** Whether this is a query by HTTP that was found in order. */
    static boolean isQuery(RoutingContext context) {
        return context.get(MEDIA_TYPE) != null;
    }

    /**
     * Writes the answer. One without data was refused: that is status 400 in GraphQL's own media type; in plain JSON the
     * status says only that the request was read, as older clients expect.
     */
    static void answer(RoutingContext context, ExecutionResponse response) {
        var refused = !response.getExecutionResult().isDataPresent();
        write(context, refused && mediaType(context).equals(Envelope.RESPONSE_JSON) ? 400 : 200, response);
    }

    /** Answers a request that is not executed. */
    static void refuse(RoutingContext context, Problem problem) {
        var result = ExecutionResult.newExecutionResult()
                .addError(CodedError.of(problem))
                .build();
        write(context, problem.type().status(), new ExecutionResponse(result));
    }

    private static void write(RoutingContext context, int status, ExecutionResponse response) {
        if (!context.response().ended() && !context.response().closed()) {
            var _ = context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType(context) + "; charset=utf-8")
                    .end(response.getExecutionResultAsString());
        }
    }

    private static String mediaType(RoutingContext context) {
        return Optional.<String>ofNullable(context.get(MEDIA_TYPE)).orElse(Envelope.RESPONSE_JSON);
    }

    private void check(RoutingContext context) {
        try {
            context.put(MEDIA_TYPE, Envelope.mediaType(context.parsedHeaders().accept()));
            Envelope.mustBeJson(context.request().getHeader(HttpHeaders.CONTENT_TYPE));
            Envelope.mustHoldQuery(mapper, context.body().buffer());
            context.next();
        } catch (Problem problem) {
            refuse(context, problem);
        }
    }

    /** Quarkus would print it on the event loop each time, which takes a second where there are a thousand datasets. */
    private void schema(RoutingContext context) {
        var _ = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(schema.text());
    }

    private static void failed(RoutingContext context) {
        if (context.statusCode() == CONTENT_TOO_LARGE.status()) {
            refuse(context, CONTENT_TOO_LARGE.because("a query has at most 1 MB"));
            return;
        }
        refuse(context, FieldFailures.known(context.failure()).orElseGet(() -> ErrorCodes.incident(context.failure())));
    }

    /** A browser is shown the page for trying queries. WebSockets, and what CORS asks beforehand, are not handled here. */
    private static void otherMethod(RoutingContext context) {
        switch (context.request().method().name()) {
            case "POST", "OPTIONS" -> context.next();
            case "GET" -> get(context);
            default -> refuseMethod(context);
        }
    }

    private static void get(RoutingContext context) {
        var accepted = Optional.ofNullable(context.request().getHeader(HttpHeaders.ACCEPT));
        if (context.request().headers().contains(HttpHeaders.UPGRADE)) {
            context.next();
        } else if (accepted.filter(types -> types.contains("text/html")).isPresent()) {
            var _ = context.redirect(PAGE);
        } else {
            refuseMethod(context);
        }
    }

    private static void refuseMethod(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, "POST");
        refuse(context, METHOD_NOT_ALLOWED.because("send the query by POST"));
    }
}
