package city.huitong.platform.runtime;

import static city.huitong.platform.problem.PlatformProblem.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import city.huitong.platform.problem.Problem;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class WorkInFlightTest {

    private final WorkInFlight inFlight = new WorkInFlight();

    @Test
    void aStopWaitsForWorkThatHasBegun() {
        var work = new CompletableFuture<String>();
        var answer =
                inFlight.count(() -> Uni.createFrom().completionStage(work)).subscribeAsCompletionStage();

        var stop = CompletableFuture.runAsync(this::stop);
        await().until(inFlight::isStopping);

        assertThat(stop).isNotDone();
        work.complete("stored");
        assertThat(stop).succeedsWithin(Duration.ofSeconds(1));
        assertThat(answer).isCompletedWithValue("stored");
    }

    @Test
    void anIdleHubStopsAtOnce() {
        var failed =
                inFlight.count(() -> Uni.createFrom().failure(new IllegalStateException("refused by the database")));
        assertThatThrownBy(() -> failed.subscribeAsCompletionStage().join()).hasMessageContaining("refused");
        inFlight.count(() -> Uni.createFrom().item("stored"))
                .subscribeAsCompletionStage()
                .join();

        assertThat(CompletableFuture.runAsync(this::stop)).succeedsWithin(Duration.ofSeconds(1));
    }

    @Test
    void workThatComesAfterTheStopIsRefusedAndNotBegun() {
        stop();

        var late = inFlight.count(() -> {
            throw new AssertionError("begun all the same");
        });

        assertThatThrownBy(() -> late.subscribeAsCompletionStage().join())
                .isInstanceOf(CompletionException.class)
                .extracting(failure -> ((Problem) failure.getCause()).type())
                .isEqualTo(STOPPING);
    }

    @Test
    void workOnAScheduleThatAStopCutsShortIsNoFailure() {
        var work = new CompletableFuture<Void>();
        var scheduled = inFlight.onSchedule(() -> Uni.createFrom().completionStage(work))
                .subscribeAsCompletionStage();

        var stop = CompletableFuture.runAsync(this::stop);
        await().until(inFlight::isStopping);
        work.completeExceptionally(STOPPING.because("between two steps"));

        assertThatCode(scheduled::join).doesNotThrowAnyException();
        assertThat(stop).succeedsWithin(Duration.ofSeconds(1));
    }

    @Test
    void workOnAScheduleThatFailsBeforeAnyStopFails() {
        var scheduled = inFlight.onSchedule(() -> Uni.createFrom().failure(new IllegalStateException("wrong")));

        assertThatThrownBy(() -> scheduled.subscribeAsCompletionStage().join()).hasMessageContaining("wrong");
    }

    private void stop() {
        inFlight.stop(new ShutdownEvent());
    }
}
