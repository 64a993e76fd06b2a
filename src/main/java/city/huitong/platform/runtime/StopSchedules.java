package city.huitong.platform.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Starts nothing any more that a clock starts. By itself the scheduler would go on until its database is gone. */
@ApplicationScoped
class StopSchedules {

    private final Scheduler scheduler;

    StopSchedules(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) ShutdownEvent event) {
        scheduler.pause();
    }
}
