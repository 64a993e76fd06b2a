package city.huitong.embedded.demo;

import city.huitong.policy.CurrentPolicies;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Fills the hub of dev mode with the demo city and tells the console where to look. */
@ApplicationScoped
class DemoCityStart {

    private static final Logger LOG = Logger.getLogger(DemoCityStart.class);

    private final CurrentPolicies policies;
    private final boolean load;
    private final int port;

    DemoCityStart(
            CurrentPolicies policies,
            @ConfigProperty(name = "huitong.demo.load", defaultValue = "false") boolean load,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.policies = policies;
        this.load = load;
        this.port = port;
    }

    void start(@Observes StartupEvent event) {
        if (load) {
            policies.ready()
                    .chain(() -> Uni.createFrom()
                            .item(this::upload)
                            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                    .subscribe()
                    .with(LOG::info, failure -> LOG.error("the demo city could not be loaded", failure));
        }
    }

    private String upload() {
        var upload = new DemoUpload(URI.create("http://localhost:" + port));
        var city = DemoCity.generate(DemoUpload.SEED);
        var answers = upload.sendAll(city);
        var received = answers.stream().mapToLong(DemoUpload.Answer::received).sum();
        var rejected = answers.stream().mapToLong(DemoUpload.Answer::rejected).sum();
        return welcome(received - rejected, rejected);
    }

    private String welcome(long stored, long quarantined) {
        return """

            Huitong is ready: %1$,d records of the demo city are stored, %2$,d lines are in quarantine.

              API, to read and try   http://localhost:%3$s/q/swagger-ui
              GraphQL, with examples http://localhost:%3$s/graphiql/
              A token                curl -s localhost:%3$s/embedded/oauth2/token -d grant_type=client_credentials \\
                                       -d client_id=officer -d client_secret=officer
              Clients                officer, second-officer, app, auditor, operator, department-<id>, bank-a, bank-b, city-b,
                                     citizen-<n>, enterprise-<n>; each one's secret is its id
            """.formatted(stored, quarantined, Integer.toString(port));
    }
}
