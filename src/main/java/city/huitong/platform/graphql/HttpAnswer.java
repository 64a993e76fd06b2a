package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import graphql.ExecutionResult;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.vertx.ext.web.RoutingContext;
import org.reactivestreams.Publisher;

/** The answer to a query by HTTP, with the status and the caching that belong to it. */
record HttpAnswer(RoutingContext context, AskedQuery asked, HttpAnswers answers) implements ExecutionResponseWriter {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    @Override
    public void write(ExecutionResponse response) {
        var result = response.getExecutionResult();
        // Its answers come one after the other; HTTP has room for one.
        if (result.getData() instanceof Publisher<?>) {
            write(ExecutionResult.newExecutionResult()
                    .addError(CodedError.of(
                            REQUEST_INVALID.because("ask for a subscription by WebSocket (graphql-transport-ws)")))
                    .build());
        } else {
            write(result);
        }
    }

    @Override
    public void fail(Throwable failure) {
        answers.refuse(context, asked.mediaType(), ErrorCodes.incident(failure));
    }

    private void write(ExecutionResult result) {
        var caching = result.getErrors().isEmpty() ? asked.caching() : AskedQuery.Caching.NONE;
        caching.in(context.response());
        answers.end(context, status(result), asked.mediaType(), caching.tagHere(), answers.settled(context, result));
    }

    /**
     * One without data was refused, which the status says. In plain JSON it says of a query that is not valid only that the request was read,
     * as older clients expect.
     */
    private int status(ExecutionResult result) {
        if (result.isDataPresent()) {
            return OK;
        }
        var status = result.getErrors().stream()
                .mapToInt(error -> error instanceof CodedError coded
                        ? coded.problem().type().status()
                        : BAD_REQUEST)
                .max()
                .orElse(BAD_REQUEST);
        return status == BAD_REQUEST && asked.mediaType().equals(Envelope.JSON) ? OK : status;
    }
}
