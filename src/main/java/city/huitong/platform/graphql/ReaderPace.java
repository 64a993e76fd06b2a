package city.huitong.platform.graphql;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets the answers of a subscription go as fast as their reader takes them. SmallRye writes to a WebSocket whatever comes, and what a client
 * does not read would pile up in memory. So the next answer is asked for only when there is room in the connection for it; what there is to
 * tell meanwhile the feature joins. Who takes nothing for too long is cut off, since it keeps a place that others want.
 *
 * @param isReady whether the connection takes more, or is gone
 * @param cut ends the connection, and with it its subscriptions
 * @param patience how long a reader may take nothing
 */
record ReaderPace(BooleanSupplier isReady, Runnable cut, Duration patience) {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Uni<Void> READY = Uni.createFrom().voidItem();

    <T> Multi<T> keep(Multi<T> answers) {
        return answers.onItem().transformToUniAndConcatenate(answer -> ready().replaceWith(answer));
    }

    private Uni<Void> ready() {
        return Uni.createFrom().deferred(() -> isReady.getAsBoolean() ? READY : untilReady());
    }

    private Uni<Void> untilReady() {
        return Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .filter(_ -> isReady.getAsBoolean())
                .toUni()
                .ifNoItem()
                .after(patience)
                .recoverWithItem(() -> {
                    cut.run();
                    return 0L;
                })
                .replaceWithVoid();
    }
}
