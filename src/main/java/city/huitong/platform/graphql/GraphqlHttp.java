package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.CONTENT_TOO_LARGE;
import static city.huitong.platform.problem.PlatformProblem.METHOD_NOT_ALLOWED;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.graphql.AskedQuery.Caching;
import city.huitong.platform.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL over HTTP (the GraphQL Foundation's draft specification): takes requests in order to the engine, by itself, since Quarkus' own handler
 * answers some with 500 or with text and misreads addresses. WebSockets are left to Quarkus.
 */
@ApplicationScoped
class GraphqlHttp {

    private static final String PATH = "/graphql";
    private static final String SCHEMA = PATH + "/schema.graphql";
    private static final String PERSISTED = PATH + "/persisted";
    private static final String PAGE = "/graphiql/";
    /** Quarkus' own page; it would put the query, its variables and the token into the address. */
    private static final String OTHER_PAGE = "/q/graphql-ui";
    /** After authentication and CORS, which have smaller numbers. */
    private static final int AHEAD_OF_SMALLRYE = -1;

    static final long LIMIT_BYTES = 1024L * 1024;
    /** Under this key a request carries the media type of its answer, once that is known. */
    private static final String MEDIA_TYPE = "huitong.graphql.media-type";

    private final Envelope envelope;
    private final LiveSchema schema;
    private final KnownDocuments known;
    private final QueryHandler queries;
    private final HttpAnswers answers;

    GraphqlHttp(Envelope envelope, LiveSchema schema, KnownDocuments known, QueryHandler queries, HttpAnswers answers) {
        this.envelope = envelope;
        this.schema = schema;
        this.known = known;
        this.queries = queries;
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.post(PATH)
                .order(AHEAD_OF_SMALLRYE)
                .handler(BodyHandler.create(false).setBodyLimit(LIMIT_BYTES))
                .handler(this::post)
                .failureHandler(this::failed);
        router.get(PERSISTED).order(AHEAD_OF_SMALLRYE).handler(this::persisted);
        router.get(PERSISTED + "/:" + Envelope.DOCUMENT_ID)
                .order(AHEAD_OF_SMALLRYE)
                .handler(this::byId)
                .failureHandler(this::failed);
        router.route(PATH).order(AHEAD_OF_SMALLRYE).handler(this::otherMethod).failureHandler(this::failed);
        router.get(SCHEMA).order(AHEAD_OF_SMALLRYE).handler(this::schema);
        router.get(OTHER_PAGE).order(AHEAD_OF_SMALLRYE).handler(context -> context.redirect(PAGE));
    }

    private void post(RoutingContext context) {
        answer(context, mediaType -> {
            Envelope.mustBeJson(context.request().getHeader(HttpHeaders.CONTENT_TYPE));
            execute(context, new AskedQuery(envelope.sent(context.body().buffer()), mediaType));
        });
    }

    private void get(RoutingContext context) {
        answer(context, mediaType -> read(context, new AskedQuery(envelope.sent(context.queryParams()), mediaType)));
    }

    private void byId(RoutingContext context) {
        answer(context, mediaType -> {
            var parameters = MultiMap.caseInsensitiveMultiMap()
                    .addAll(context.queryParams())
                    .set(Envelope.DOCUMENT_ID, context.pathParam(Envelope.DOCUMENT_ID));
            read(context, new AskedQuery(envelope.sent(parameters), mediaType));
        });
    }

    /** @param step what is done, given the media type for the answer */
    private void answer(RoutingContext context, Consumer<String> step) {
        try {
            var mediaType = Envelope.mediaType(context.parsedHeaders().accept());
            context.put(MEDIA_TYPE, mediaType);
            step.accept(mediaType);
        } catch (Problem problem) {
            refuse(context, problem);
        }
    }

    /** Only what reads may be asked for by an address; it is not answered again to who has it. */
    private void read(RoutingContext context, AskedQuery asked) {
        if (!schema.engine().onlyReads(asked.query())) {
            throw METHOD_NOT_ALLOWED.because("only queries are answered by GET").withHeader("Allow", "POST");
        }
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        var caching = caching(context, asked);
        if (caching.isKnown(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            caching.in(context.response());
            var _ = context.response().setStatusCode(304).end();
            return;
        }
        compress(context);
        var tagged = asked.with(caching);
        if (!answers.again(context, tagged)) {
            handle(context, tagged);
        }
    }

    /** Whoever shows who they are may be answered something else than others. */
    private Caching caching(RoutingContext context, AskedQuery asked) {
        return KnownDocuments.CREDENTIALS.stream().anyMatch(context.request().headers()::contains)
                ? Caching.NONE
                : schema.tags()
                        .of(asked)
                        .map(tag -> Caching.open(tag, known.holds(asked.query())))
                        .orElse(Caching.NONE);
    }

    private void execute(RoutingContext context, AskedQuery asked) {
        compress(context);
        handle(context, asked);
    }

    private void handle(RoutingContext context, AskedQuery asked) {
        asked.in(context);
        queries.handle(context);
    }

    /** Quarkus says of each answer that it is sent as it is, until somebody takes that back. */
    private static void compress(RoutingContext context) {
        context.addHeadersEndHandler(_ -> context.response().headers().remove(HttpHeaders.CONTENT_ENCODING));
    }

    /** Those that the schema of now has all fields for. */
    private void persisted(RoutingContext context) {
        var documents = known.all().stream()
                .filter(document -> schema.engine().document(document.text()).isPresent())
                .toList();
        compress(context);
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, no-cache");
        answers.end(context, 200, Envelope.JSON, Map.of("documents", documents));
    }

    /** Quarkus would print it on the event loop each time, which takes a second where there are a thousand datasets. */
    private void schema(RoutingContext context) {
        var _ = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(schema.text());
    }

    private void refuse(RoutingContext context, Problem problem) {
        var mediaType = Optional.<String>ofNullable(context.get(MEDIA_TYPE)).orElse(Envelope.RESPONSE_JSON);
        answers.refuse(context, mediaType, problem);
    }

    private void failed(RoutingContext context) {
        refuse(context, problem(context.statusCode(), context.failure()));
    }

    private static Problem problem(int status, @Nullable Throwable failure) {
        if (status == CONTENT_TOO_LARGE.status()) {
            return CONTENT_TOO_LARGE.because("a query has at most 1 MB");
        }
        // Vert.x fails so where the address cannot be decoded.
        return failure instanceof HttpException refused && refused.getStatusCode() == REQUEST_INVALID.status()
                ? REQUEST_INVALID.because("the address cannot be decoded")
                : FieldFailures.known(failure).orElseGet(() -> ErrorCodes.incident(failure));
    }

    /** A browser is shown the page for trying queries. WebSockets, and what CORS asks beforehand, are not handled here. */
    private void otherMethod(RoutingContext context) {
        switch (context.request().method().name()) {
            case "POST", "OPTIONS" -> context.next();
            case "GET" -> getOrPage(context);
            default ->
                refuse(
                        context,
                        METHOD_NOT_ALLOWED
                                .because("send the query by POST or GET")
                                .withHeader("Allow", "GET, POST"));
        }
    }

    private void getOrPage(RoutingContext context) {
        var accepted = Optional.ofNullable(context.request().getHeader(HttpHeaders.ACCEPT));
        if (context.request().headers().contains(HttpHeaders.UPGRADE)) {
            context.next();
        } else if (accepted.filter(types -> types.contains("text/html")).isPresent()) {
            var _ = context.redirect(PAGE);
        } else {
            get(context);
        }
    }
}
