package city.huitong.policy;

import city.huitong.catalog.LoadCityPack;
import city.huitong.consent.LegalBases;
import city.huitong.platform.runtime.Background;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Makes this hub the hub of its city: loads the pack's catalogue, then its policies. The hub has started when this is done. */
@Startup
@ApplicationScoped
class PrepareCity implements HealthCheck {

    private final Background background;
    private final LoadCityPack loadCityPack;
    private final LegalBases legalBases;
    private final LoadPolicies loadPolicies;
    private final CurrentPolicies policies;
    private volatile boolean prepared;

    PrepareCity(
            Background background,
            LoadCityPack loadCityPack,
            LegalBases legalBases,
            LoadPolicies loadPolicies,
            CurrentPolicies policies) {
        this.background = background;
        this.loadCityPack = loadCityPack;
        this.legalBases = legalBases;
        this.loadPolicies = loadPolicies;
        this.policies = policies;
    }

    void start(@Observes StartupEvent event) {
        background.start("loading the city pack", this::prepare);
    }

    private Uni<Void> prepare() {
        return loadCityPack
                .load()
                .invoke(legalBases::mustNameFactsOf)
                .chain(loadPolicies::load)
                .invoke(this::done);
    }

    private void done() {
        prepared = true;
        policies.markReady();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("city pack").status(prepared).build();
    }
}
