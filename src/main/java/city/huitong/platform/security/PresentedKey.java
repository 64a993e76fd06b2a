package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.KEY_INVALID;
import static city.huitong.platform.problem.PlatformProblem.KEY_IN_ADDRESS;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The API key of a request before anybody has looked it up. It comes in a header of its own, never in the address, which logs keep. */
final class PresentedKey {

    static final String HEADER = "Api-Key";

    private static final String KEY = PresentedKey.class.getName();
    private static final Pattern FORM = Pattern.compile("ht_[A-Za-z0-9_-]{43}");
    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?:^|&)(?:x[-_]?)?api[-_]?key=|\\b" + FORM.pattern(), Pattern.CASE_INSENSITIVE);

    private PresentedKey() {}

    /** The key of the request as {@link #read} has found it. */
    static Optional<String> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /**
     * Finds the key and checks its form.
     *
     * @throws city.huitong.platform.problem.Problem {@code key-in-address}, {@code key-invalid} for what is no key, {@code
     *     request-invalid} for more than one, or one beside a token
     */
    static void read(RoutingContext context) {
        mustNotBeInAddress(context);
        var keys = context.request().headers().getAll(HEADER);
        if (!keys.isEmpty()) {
            context.put(KEY, only(context, keys));
        }
    }

    private static String only(RoutingContext context, List<String> keys) {
        if (keys.size() > 1) {
            throw REQUEST_INVALID.because("send one header " + HEADER);
        }
        if (context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            throw REQUEST_INVALID.because("send a token or a key, not both");
        }
        if (!FORM.matcher(keys.getFirst()).matches()) {
            throw KEY_INVALID.because("it is not a key of this hub");
        }
        return keys.getFirst();
    }

    /** Asked of every request, so without the pattern. */
    private static boolean mayHoldKey(String query) {
        var small = query.toLowerCase(Locale.ROOT);
        return small.contains("key=") || small.contains("ht_");
    }

    private static void mustNotBeInAddress(RoutingContext context) {
        var query = context.request().query();
        if (query != null && mayHoldKey(query) && IN_ADDRESS.matcher(query).find()) {
            throw KEY_IN_ADDRESS.because("send it in the header " + HEADER
                    + "; if this one is yours, make another: addresses are written into logs");
        }
    }
}
