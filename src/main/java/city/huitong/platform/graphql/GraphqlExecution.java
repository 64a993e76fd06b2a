package city.huitong.platform.graphql;

import graphql.ExecutionResult;
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
import java.util.Map;
import java.util.Optional;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.reactivestreams.Publisher;

/**
 * Executes queries by the schema of the moment; every answer passes here on its way out and gets its codes. The handlers that Quarkus has for
 * the path take this bean, once and for good, instead of SmallRye's own.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
public class GraphqlExecution extends ExecutionService {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LiveSchema live;
    private final KnownDocuments known;
    private final CurrentVertxRequest request;

    GraphqlExecution(LiveSchema live, Schema model, KnownDocuments known, CurrentVertxRequest request) {
        super(live.schema(), model);
        this.live = live;
        this.known = known;
        this.request = request;
    }

    @Override
    public void execute(JsonObject input, Map<String, Object> context, ExecutionResponseWriter writer, boolean async) {
        var refusal = known.refusal(input.getString(Engine.QUERY, ""), context);
        if (refusal.isPresent()) {
            writer.write(new ExecutionResponse(ExecutionResult.newExecutionResult()
                    .addError(CodedError.of(refusal.get()))
                    .build()));
            return;
        }
        var opened = current();
        live.engine()
                .execute(input, context)
                .map(result -> coded(result, opened))
                .subscribe()
                .with(result -> writer.write(new ExecutionResponse(result)), writer::fail);
    }

    /** The request at hand; of a query that came by WebSocket the one that has opened it. */
    private Optional<RoutingContext> current() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(request.getCurrent())
                : Optional.empty();
    }

    /** A subscription's answers come one after the other, each with its errors, as fast as they are read. */
    private static ExecutionResult coded(ExecutionResult result, Optional<RoutingContext> opened) {
        if (!(result.getData() instanceof Publisher<?> answers)) {
            return ErrorCodes.on(result);
        }
        var coded = Multi.createFrom()
                .publisher(AdaptersToFlow.publisher(answers))
                .map(answer -> ErrorCodes.on((ExecutionResult) answer));
        return result.transform(all -> all.data(AdaptersToReactiveStreams.publisher(paced(coded, opened))));
    }

    private static Multi<ExecutionResult> paced(Multi<ExecutionResult> answers, Optional<RoutingContext> opened) {
        return opened.map(request -> pace(request.request().connection()).keep(answers))
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
}
