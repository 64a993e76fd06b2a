package city.huitong.platform.problem;

import static city.huitong.platform.problem.PlatformProblem.INTERNAL;

import io.smallrye.graphql.api.ErrorExtensionProvider;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives each GraphQL error its {@code extensions.problem}: title, status, detail and what is wrong with the input, as REST has
 * them. A failure of the hub itself is logged and named by its incident only.
 */
public final class GraphqlDetail implements ErrorExtensionProvider {

    private static final Logger LOG = Logger.getLogger(GraphqlDetail.class);

    @Override
    public String getKey() {
        return "problem";
    }

    @Override
    public JsonValue mapValueFrom(Throwable failure) {
        var problem = GraphqlProblems.known(failure).orElseGet(() -> incident(failure));
        return Json.createObjectBuilder()
                .add("title", problem.type().title())
                .add("status", problem.type().status())
                .add("detail", problem.detail())
                .add("challenge", String.join(", ", Challenge.of(problem, null)))
                .add("errors", errors(problem.violations()))
                .build();
    }

    private static Problem incident(Throwable failure) {
        var incident = UUID.randomUUID();
        LOG.errorf(failure, "GraphQL field failed, incident %s", incident);
        return INTERNAL.because("the failure was recorded as incident " + incident);
    }

    private static JsonArray errors(List<Violation> violations) {
        var array = Json.createArrayBuilder();
        violations.forEach(violation -> array.add(Json.createObjectBuilder()
                .add("pointer", violation.pointer())
                .add("code", violation.code())
                .add("detail", violation.detail())));
        return array.build();
    }
}
