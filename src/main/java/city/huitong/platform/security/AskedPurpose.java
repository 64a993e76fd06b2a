package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the request at hand wants personal or enterprise data for: the header {@code Purpose}, or the query's {@code purpose}. */
@ApplicationScoped
public class AskedPurpose {

    /** The header; GraphQL has no other place. */
    public static final String HEADER = "Purpose";

    /** What the contract says of it. */
    public static final String MEANING =
            "What for, as one of the city's legal bases calls it (GET /v1/legal-bases); also as ?purpose=. Default: the first"
                    + " purpose of the caller's role.";

    /** The query parameter. */
    public static final String PARAMETER = "purpose";

    /** Begins with a letter: no official number can be mistaken for one. */
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final CurrentVertxRequest request;

    AskedPurpose(CurrentVertxRequest request) {
        this.request = request;
    }

    /** The purpose's code; empty when none is stated. Fails with {@code request-invalid} for what cannot be one. */
    public Optional<String> get() {
        var asked = Optional.ofNullable(request.getCurrent()).flatMap(AskedPurpose::stated);
        if (asked.filter(code -> !CODE.matcher(code).matches()).isPresent()) {
            throw REQUEST_INVALID
                    .because("a purpose is a code of the city's legal bases")
                    .with(List.of(new Violation("Purpose", "name-expected", "must look like " + CODE)));
        }
        return asked;
    }

    private static Optional<String> stated(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader(HEADER))
                .or(() -> Optional.ofNullable(context.request().getParam(PARAMETER)));
    }
}
