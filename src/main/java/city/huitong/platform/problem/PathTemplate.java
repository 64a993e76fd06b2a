package city.huitong.platform.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.resteasy.reactive.server.runtime.observability.ObservabilityIntegrationRecorder;
import io.vertx.ext.web.RoutingContext;

/** The template of an address, {@code /v1/datasets/{id}}: what metrics and traces call a request. REST tells it of what it serves itself. */
final class PathTemplate {

    private PathTemplate() {}

    /** Tells it of a request that is answered ahead of REST; otherwise each address would be counted as one of its own. */
    static void tell(RoutingContext context) {
        ObservabilityIntegrationRecorder.setTemplatePath(context, ResteasyReactiveRecorder.getCurrentDeployment());
    }
}
