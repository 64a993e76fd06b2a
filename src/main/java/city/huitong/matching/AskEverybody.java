package city.huitong.matching;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.catalog.ShardRange;
import city.huitong.matching.QuestionBoard.Said;
import city.huitong.matching.QuestionBoard.ShardAnswer;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Has a question about everybody answered: here where this process holds all columns, else by all processes, each for the shards it
 * holds (ADR 0015). An answer is about everybody, each once, or there is none.
 */
@ApplicationScoped
class AskEverybody {

    /** Whoever lives says at once that it has heard. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(3);

    /** Ten thousand policies over a million people take half a minute. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(90);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int MOST_AT_ONCE = 16;

    private final SubjectColumns columns;
    private final QuestionBoard board;
    private final Identifiers identifiers;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    AskEverybody(SubjectColumns columns, QuestionBoard board, Identifiers identifiers) {
        this.columns = columns;
        this.board = board;
        this.identifiers = identifiers;
    }

    /**
     * The answer. Fails with {@code overloaded} while columns are loaded or on their way to another process.
     *
     * @param question for other processes
     * @param count the same for this one
     */
    Uni<Answer> ask(Question question, Count count) {
        return ShardRange.tile(columns.assigned())
                ? Uni.createFrom()
                        .item(() -> count.of(columns::parts))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                : askAll(question);
    }

    /** Asks all processes, this one in no other way than the others. */
    Uni<Answer> askAll(Question question) {
        return Uni.createFrom()
                .deferred(() -> free.tryAcquire()
                        ? ask(identifiers.next(), question).onTermination().invoke(free::release)
                        : Uni.createFrom().failure(busy()));
    }

    private Uni<Answer> ask(UUID id, Question question) {
        return board.ask(id, question).chain(() -> gather(id)).onTermination().call(() -> board.remove(id));
    }

    private Uni<Answer> gather(UUID id) {
        return until(id, said -> ShardRange.tile(said.heard()), HEARD_WITHIN)
                .chain(() -> until(id, said -> ShardRange.tile(said.answered()), ANSWERED_WITHIN))
                .chain(() -> board.answers(id))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(AskEverybody::sum);
    }

    private Uni<Void> until(UUID id, Predicate<Said> enough, Duration deadline) {
        return Multi.createBy()
                .repeating()
                .uni(() -> board.said(id).invoke(AskEverybody::mustNotBeRefused))
                .withDelay(LOOK_AGAIN)
                .whilst(said -> !enough.test(said))
                .onItem()
                .ignoreAsUni()
                .ifNoItem()
                .after(deadline)
                .failWith(AskEverybody::busy);
    }

    private static void mustNotBeRefused(Said said) {
        if (!said.refused().isEmpty()) {
            throw busy();
        }
    }

    /** Two processes may have answered for the same shards, when these have just moved: both were right, and one counts. */
    private static Answer sum(List<ShardAnswer> answers) {
        return ShardRange.tiling(answers, ShardAnswer::shards).stream()
                .map(ShardAnswer::answer)
                .reduce(Answer::plus)
                .orElseThrow(AskEverybody::busy);
    }

    private static Problem busy() {
        return OVERLOADED
                .because("the facts of everybody are on their way between processes; try again in a moment")
                .withHeader("Retry-After", "5");
    }
}
