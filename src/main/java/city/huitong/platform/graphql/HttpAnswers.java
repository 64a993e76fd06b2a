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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Writes answers of GraphQL by HTTP. */
@ApplicationScoped
class HttpAnswers {

    private final ObjectWriter json;
    private final Settlement settlement;

    HttpAnswers(ObjectMapper mapper, Settlement settlement) {
        this.settlement = settlement;
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

    /** Ends the request with a result, unless the client has gone. */
    void end(RoutingContext context, int status, String mediaType, ExecutionResult result) {
        end(context, status, mediaType, result.toSpecification());
    }

    /** Ends the request with something else, as JSON. */
    void end(RoutingContext context, int status, String mediaType, Object body) {
        if (!context.response().ended() && !context.response().closed()) {
            var _ = context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType + "; charset=utf-8")
                    .end(bytes(body));
        }
    }

    private Buffer bytes(Object body) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }
}
