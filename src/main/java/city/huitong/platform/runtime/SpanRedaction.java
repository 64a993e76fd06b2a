package city.huitong.platform.runtime;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes out of traces what could tell who they are about or who asked: ids in paths, values of query parameters, addresses of
 * clients. The span's name and {@code http.route} still say which operation it was.
 */
@Singleton
class SpanRedaction implements SpanProcessor {

    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");

    /** A part of a path that is no plain word: an id, or a number that should not be there. */
    private static final Pattern ID = Pattern.compile("(?<=/)(?!v[0-9]+/)[^/]*[0-9][^/]*");

    private static final Pattern VALUE = Pattern.compile("=[^&]*");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        change(span, PATH, path -> ID.matcher(path).replaceAll("{id}"));
        change(span, QUERY, query -> VALUE.matcher(query).replaceAll(""));
        change(span, CLIENT, _ -> "withheld");
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }

    private static void change(ReadWriteSpan span, AttributeKey<String> key, UnaryOperator<String> change) {
        var value = span.getAttribute(key);
        if (value != null) {
            span.setAttribute(key, change.apply(value));
        }
    }
}
