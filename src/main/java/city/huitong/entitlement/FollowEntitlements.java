package city.huitong.entitlement;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.runtime.Background;
import city.huitong.subject.Disclosures;
import city.huitong.subject.OwnReading;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets subjects follow what they are entitled to. That something of a subject changed is only a hint to look; each look is a read of its
 * own, with an entry in the trail. Who is slow is told where things stand by then, not every step in between, so nothing piles up.
 */
@ApplicationScoped
public class FollowEntitlements {

    private static final int MOST_FOLLOWERS = 1_000;

    private final Disclosures disclosures;
    private final ReadEntitlements readEntitlements;
    private final Background background;
    private final BroadcastProcessor<Set<SubjectId>> hints = BroadcastProcessor.create();
    private final AtomicInteger followers = new AtomicInteger();

    FollowEntitlements(Disclosures disclosures, ReadEntitlements readEntitlements, Background background) {
        this.disclosures = disclosures;
        this.readEntitlements = readEntitlements;
        this.background = background;
    }

    /** Says whose entitlements have changed. */
    public void changed(Set<SubjectId> subjects) {
        hints.onNext(subjects);
    }

    /**
     * Each entitlement of the caller that changes from now on, as it then stands; never ends by itself. Fails with
     * {@code subject-not-found} and, when too many follow, with {@code overloaded}.
     */
    public Multi<Entitlement> ofCaller() {
        return disclosures
                .ownReading(Set.of(Disclosures.ENTITLEMENTS))
                .invoke(this::enter)
                .onItem()
                .transformToMulti(reading -> follow(reading).onTermination().invoke(followers::decrementAndGet));
    }

    private void enter() {
        if (followers.incrementAndGet() > MOST_FOLLOWERS) {
            followers.decrementAndGet();
            throw OVERLOADED.because("too many follow their entitlements; ask for them instead");
        }
    }

    private Multi<Entitlement> follow(OwnReading reading) {
        var follower = new Follower();
        return Multi.createBy()
                .merging()
                .streams(
                        Multi.createFrom().item(Set.of(reading.subject())),
                        hints.filter(subjects -> subjects.contains(reading.subject())))
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(_ -> look(reading).map(follower::news))
                .onItem()
                .disjoint();
    }

    private Uni<List<Entitlement>> look(OwnReading reading) {
        return background.shared(() -> reading.read(readEntitlements::of));
    }

    /** What one follower has been told; its looks come one after the other. */
    private static final class Follower {

        private final Map<Holding, Entitlement> told = new HashMap<>();
        private boolean isNew = true;

        /** What is as it was when the follower came is no news. */
        List<Entitlement> news(List<Entitlement> now) {
            var news = now.stream()
                    .filter(each -> !each.equals(told.put(Holding.of(each), each)))
                    .toList();
            var first = isNew;
            isNew = false;
            return first ? List.of() : news;
        }
    }
}
