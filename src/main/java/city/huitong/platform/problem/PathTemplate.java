package city.huitong.platform.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.resteasy.reactive.server.runtime.observability.ObservabilityIntegrationRecorder;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** The template of an address, {@code /v1/datasets/{id}}: what metrics and traces call a request. REST tells it of what it serves itself. */
final class PathTemplate {

    private static final Logger LOG = Logger.getLogger(PathTemplate.class);

    private PathTemplate() {}

    /** Tells it of a request that is answered ahead of REST; an answer does not fail for want of it. */
    static void tell(RoutingContext context) {
        try {
            ObservabilityIntegrationRecorder.setTemplatePath(context, ResteasyReactiveRecorder.getCurrentDeployment());
        } catch (RuntimeException e) {
            LOG.debugf(e, "no template of a path");
        }
    }
}
