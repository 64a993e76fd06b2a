package city.huitong.audit.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** While the log is halted the hub is not ready: nobody's data should be read under a trail that cannot be proved. */
@Readiness
@ApplicationScoped
class LogHealth implements HealthCheck {

    private final LogStatus status;

    LogHealth(LogStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        var halted = status.whyHalted();
        var response = HealthCheckResponse.named("audit log").withData("size", status.size());
        halted.ifPresent(why -> response.withData("halted", why));
        return response.status(halted.isEmpty()).build();
    }
}
