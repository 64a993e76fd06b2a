package city.huitong.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A reader who takes nothing is told the newest later, and is cut off in the end. */
class ReaderPaceTest {

    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final AtomicBoolean cut = new AtomicBoolean();
    private final BroadcastProcessor<Integer> versions = BroadcastProcessor.create();

    @Test
    void tellsASlowReaderTheNewestOnly() {
        var reader = reader(Duration.ofMinutes(1));
        versions.onNext(1);
        ready.set(false);
        for (var version = 2; version <= 10_000; version++) {
            versions.onNext(version);
        }
        assertThat(reader.getItems()).isEqualTo(List.of(1));

        ready.set(true);
        await().atMost(Duration.ofSeconds(20)).until(() -> reader.getItems().contains(10_000));

        assertThat(reader.getItems()).as("what was on its way, and the newest").isEqualTo(List.of(1, 2, 10_000));
        assertThat(cut).isFalse();
    }

    @Test
    void cutsOffWhoTakesNothing() {
        var reader = reader(Duration.ofMillis(300));
        ready.set(false);
        versions.onNext(1);

        await().atMost(Duration.ofSeconds(20)).untilTrue(cut);
        reader.cancel();
    }

    /** As SmallRye reads: one after the other. */
    private AssertSubscriber<Integer> reader(Duration patience) {
        var pace = new ReaderPace(ready::get, () -> cut.set(true), patience);
        return pace.keep(versions.onOverflow().dropPreviousItems())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
