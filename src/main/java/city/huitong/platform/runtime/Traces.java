package city.huitong.platform.runtime;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries traces over what OpenTelemetry does not see by itself: the outbox, and batches of events. A trace is carried as the
 * {@code traceparent} of W3C Trace Context. Does nothing while traces are switched off.
 */
@ApplicationScoped
public class Traces {

    /** The header and the column that carry a trace. */
    public static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    Traces(OpenTelemetry telemetry, Tracer tracer) {
        this.tracer = tracer;
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** The trace at hand; null when there is none. */
    public @Nullable String current() {
        var carrier = new HashMap<String, String>();
        propagator.inject(Context.current(), carrier, (map, key, value) -> map.put(key, value));
        return carrier.get(TRACEPARENT);
    }

    /**
     * Does the work as a step of the trace the events came from. Events of several traces cannot all be its parent; then the
     * step begins a trace of its own and is linked to theirs.
     *
     * @param name names the step
     * @param traceparents of the events, as far as they had one
     */
    public <T> Uni<T> follow(String name, Collection<String> traceparents, Supplier<Uni<T>> work) {
        var origins = traceparents.stream().distinct().map(this::read).toList();
        return origins.isEmpty() ? work.get() : within(step(name, origins), work);
    }

    private SpanBuilder step(String name, List<Context> origins) {
        var step = tracer.spanBuilder(name).setSpanKind(SpanKind.CONSUMER);
        if (origins.stream().map(Traces::traceId).distinct().count() == 1) {
            return step.setParent(origins.getFirst());
        }
        origins.forEach(origin -> step.addLink(Span.fromContext(origin).getSpanContext()));
        return step.setNoParent();
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed when the work has ended, not when it has been described.
    private static <T> Uni<T> within(SpanBuilder step, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var span = step.startSpan();
            var scope = span.makeCurrent();
            return work.get()
                    .onFailure()
                    .invoke(_ -> span.setStatus(StatusCode.ERROR))
                    .onTermination()
                    .invoke(() -> {
                        scope.close();
                        span.end();
                    });
        });
    }

    private Context read(String traceparent) {
        return propagator.extract(Context.root(), Map.of(TRACEPARENT, traceparent), MapGetter.INSTANCE);
    }

    private static String traceId(Context context) {
        return Span.fromContext(context).getSpanContext().getTraceId();
    }

    private enum MapGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
