package city.huitong.platform.graphql;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.security.Settlement;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Writes answers of GraphQL by HTTP. */
@Singleton
class HttpAnswers {

    private static final int OK = 200;

    private final ObjectWriter json;
    private final Settlement settlement;
    private final KeptAnswers kept;

    HttpAnswers(ObjectMapper mapper, Settlement settlement, KeptAnswers kept) {
        this.settlement = settlement;
        this.kept = kept;
        this.json = mapper.writer().with(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    /** Answers a request that is not executed. */
    void refuse(RoutingContext context, String mediaType, Problem problem) {
        var result = ExecutionResult.newExecutionResult()
                .addError(CodedError.of(problem))
                .build();
        problem.headers().forEach(context.response()::putHeader);
        end(context, problem.type().status(), mediaType, result);
    }

    /** What was executed pays what it has cost; what was refused has paid for being read. */
    ExecutionResult settled(RoutingContext context, ExecutionResult result) {
        return Optional.of(result)
                .filter(ExecutionResult::isDataPresent)
                .flatMap(QueryLimits::costOf)
                .flatMap(values -> settlement.settle(context, values))
                .map(units -> QueryLimits.withUnits(result, units))
                .orElse(result);
    }

    /** Answers as before, if there is such an answer; who asks pays what it has cost. */
    boolean again(RoutingContext context, AskedQuery asked) {
        var found = asked.caching().tagHere().flatMap(kept::find);
        found.ifPresent(answer -> {
            settlement.settle(context, answer.cost());
            asked.caching().in(context.response());
            send(context, OK, asked.mediaType(), answer.body());
        });
        return found.isPresent();
    }

    /**
     * Ends the request with a result, unless the client has gone.
     *
     * @param tag under which the answer is kept; empty where it is not
     */
    void end(RoutingContext context, int status, String mediaType, Optional<String> tag, ExecutionResult result) {
        var body = bytes(result.toSpecification());
        tag.ifPresent(known ->
                kept.keep(known, new KeptAnswers.Kept(QueryLimits.costOf(result).orElse(0), body)));
        send(context, status, mediaType, body);
    }

    private void end(RoutingContext context, int status, String mediaType, ExecutionResult result) {
        end(context, status, mediaType, Optional.empty(), result);
    }

    /** Ends the request with something else, as JSON. */
    void end(RoutingContext context, int status, String mediaType, Object body) {
        send(context, status, mediaType, bytes(body));
    }

    private static void send(RoutingContext context, int status, String mediaType, byte[] body) {
        if (!context.response().ended() && !context.response().closed()) {
            var _ = context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType + "; charset=utf-8")
                    .end(Buffer.buffer(body));
        }
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }
}
