package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.security.Settlement;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.schema.model.Schema;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.reactivestreams.Publisher;

/**
 * Executes queries as SmallRye does and by the schema of the moment, but every answer passes here on its way out. The handlers that
 * Quarkus has for the path take this bean, once and for good, instead of SmallRye's own.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
public class GraphqlExecution extends ExecutionService {

    private static final String QUERY = "query";
    private static final GraphQLError BY_WEBSOCKET =
            CodedError.of(REQUEST_INVALID.because("ask for a subscription by WebSocket (graphql-transport-ws)"));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LiveSchema live;
    private final CurrentVertxRequest request;
    private final Settlement settlement;

    GraphqlExecution(LiveSchema live, Schema model, CurrentVertxRequest request, Settlement settlement) {
        super(live.schema(), model);
        this.settlement = settlement;
        this.live = live;
        this.request = request;
    }

    @Override
    public void execute(JsonObject input, Map<String, Object> context, ExecutionResponseWriter writer, boolean async) {
        // The engine would otherwise answer in the language of the machine.
        context.put("locale", Locale.ENGLISH);
        live.service().execute(input, context, new Writer(input, current(), writer, settlement), async);
    }

    /** The request at hand; of a query that came by WebSocket the one that has opened it. */
    private Optional<RoutingContext> current() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(request.getCurrent())
                : Optional.empty();
    }

    /** Gives the errors their codes and writes the answer with the status that belongs to it. */
    private record Writer(
            JsonObject input, Optional<RoutingContext> request, ExecutionResponseWriter other, Settlement settlement)
            implements ExecutionResponseWriter {

        /** The HTTP request that is to be answered; empty for a query that came by WebSocket. */
        private Optional<RoutingContext> http() {
            return request.filter(GraphqlHttp::isQuery);
        }

        @Override
        public void write(ExecutionResponse response) {
            var coded = new ExecutionResponse(settled(coded(explained(response.getExecutionResult()))));
            http().ifPresentOrElse(context -> GraphqlHttp.answer(context, coded), () -> other.write(coded));
        }

        @Override
        public void fail(Throwable failure) {
            http().ifPresentOrElse(
                            context -> GraphqlHttp.refuse(context, ErrorCodes.incident(failure)),
                            () -> other.fail(failure));
        }

        /** What was executed pays what it has cost; what was refused has paid for being read. */
        private ExecutionResult settled(ExecutionResult result) {
            return http().filter(_ -> result.isDataPresent())
                    .flatMap(context -> QueryCost.of(result).flatMap(values -> settlement.settle(context, values)))
                    .map(units -> QueryCost.withUnits(result, units))
                    .orElse(result);
        }

        /** A subscription's answers come one after the other, each with its errors; HTTP has room for one. */
        private ExecutionResult coded(ExecutionResult result) {
            if (!(result.getData() instanceof Publisher<?> answers)) {
                return ErrorCodes.on(result);
            }
            if (http().isPresent()) {
                return ExecutionResult.newExecutionResult()
                        .addError(BY_WEBSOCKET)
                        .build();
            }
            var coded = Multi.createFrom()
                    .publisher(AdaptersToFlow.publisher(answers))
                    .map(answer -> ErrorCodes.on((ExecutionResult) answer));
            return result.transform(all -> all.data(AdaptersToReactiveStreams.publisher(paced(coded))));
        }

        private Multi<ExecutionResult> paced(Multi<ExecutionResult> answers) {
            return request.map(opened -> pace(opened.request().connection()).keep(answers))
                    .orElse(answers);
        }

        private static ReaderPace pace(HttpConnection connection) {
            var socket = (ConnectionBase) connection;
            return new ReaderPace(
                    () -> !socket.isNotWritable() || !socket.channel().isActive(), () -> cut(connection), PATIENCE);
        }

        private static void cut(HttpConnection connection) {
            var _ = connection.close();
        }

        /** SmallRye keeps to itself where a document cannot be read, so it is read again. */
        private ExecutionResult explained(ExecutionResult result) {
            var executed = result.isDataPresent()
                    || result.getErrors().stream()
                            .anyMatch(error -> error.getLocations() == null
                                    || !error.getLocations().isEmpty());
            if (executed) {
                return result;
            }
            var parsed = ParseAndValidate.parse(ExecutionInput.newExecutionInput(input.getString(QUERY))
                    .locale(Locale.ENGLISH)
                    .build());
            return parsed.isFailure()
                    ? ExecutionResult.newExecutionResult()
                            .addErrors(parsed.getErrors())
                            .build()
                    : result;
        }
    }
}
