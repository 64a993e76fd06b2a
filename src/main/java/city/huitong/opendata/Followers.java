package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.TOO_MANY_FOLLOWERS;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts who follows datasets over an open connection: a process keeps so many at most, and so many of each caller. */
@ApplicationScoped
public class Followers {

    private final int most;
    private final int mostOfCaller;
    private final int mostOfStranger;
    private final Map<String, Integer> there = new HashMap<>();
    private int all;

    Followers(
            @ConfigProperty(name = "huitong.open-data.followers", defaultValue = "1000") int most,
            @ConfigProperty(name = "huitong.open-data.followers-of-caller", defaultValue = "100") int mostOfCaller,
            @ConfigProperty(name = "huitong.open-data.followers-of-address", defaultValue = "20") int mostOfStranger) {
        this.most = most;
        this.mostOfCaller = mostOfCaller;
        this.mostOfStranger = mostOfStranger;
    }

    /**
     * Takes a place; refuses with {@code too-many-followers}.
     *
     * @param who whom the place is counted for
     * @return gives the place back, once
     */
    public Runnable enter(String who, boolean isStranger) {
        if (!took(who, isStranger ? mostOfStranger : mostOfCaller)) {
            throw TOO_MANY_FOLLOWERS
                    .because("ask for /changes from time to time instead")
                    .withHeader("Retry-After", "60");
        }
        var left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                leave(who);
            }
        };
    }

    private synchronized boolean took(String who, int mostOfEach) {
        var free = all < most && there.getOrDefault(who, 0) < mostOfEach;
        if (free) {
            all++;
            there.merge(who, 1, Integer::sum);
        }
        return free;
    }

    private synchronized void leave(String who) {
        all--;
        there.computeIfPresent(who, (_, number) -> number == 1 ? null : number - 1);
    }
}
