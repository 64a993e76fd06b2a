package city.huitong.matching;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.catalog.ShardRange;
import city.huitong.matching.Question.Law;
import city.huitong.matching.QuestionBoard.ShardAnswer;
import city.huitong.platform.runtime.Background;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PublishPolicy;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Answers what processes ask each other, for the shards whose columns this one holds. Who holds none says nothing. */
@ApplicationScoped
class AnswerQuestions {

    private static final Logger LOG = Logger.getLogger(AnswerQuestions.class);
    private static final int MOST_AT_ONCE = 16;

    private final SubjectColumns columns;
    private final QuestionBoard board;
    private final CurrentPolicies policies;
    private final PublishPolicy publishPolicy;
    private final Background background;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    AnswerQuestions(
            SubjectColumns columns,
            QuestionBoard board,
            CurrentPolicies policies,
            PublishPolicy publishPolicy,
            Background background) {
        this.columns = columns;
        this.board = board;
        this.policies = policies;
        this.publishPolicy = publishPolicy;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        board.listen(id -> background.start("answering another process", () -> answer(id)));
    }

    private Uni<Void> answer(UUID id) {
        var shards = columns.held();
        if (shards.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return free.tryAcquire() ? answer(id, shards).onTermination().invoke(free::release) : board.refuse(id, shards);
    }

    private Uni<Void> answer(UUID id, List<ShardRange> shards) {
        return board.find(id)
                .chain(question -> question.map(asked -> board.heard(id, shards).chain(() -> answer(id, asked, shards)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> answer(UUID id, Question question, List<ShardRange> shards) {
        return prepare(question)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(count -> answers(count, shards))
                .chain(answers -> board.answer(id, answers))
                .onFailure()
                .invoke(why -> LOG.debugf("question %s is not answered: %s", id, why))
                .onFailure()
                .recoverWithUni(() -> board.refuse(id, shards));
    }

    private List<ShardAnswer> answers(Count count, List<ShardRange> shards) {
        return shards.stream()
                .map(range -> new ShardAnswer(range, count.of(kind -> columns.parts(kind, range))))
                .toList();
    }

    private Uni<Count> prepare(Question question) {
        return switch (question) {
            case Question.Pictures(var laws, var asOf) ->
                knowing(laws)
                        .map(_ -> Count.pictures(laws.stream().map(this::law).toList(), asOf));
            case Question.Comparison(var law, var document, var asOf, var groupedBy) ->
                knowing(List.of(law)).map(_ -> publishPolicy.draft(document)).map(proposed -> {
                    var before = law.publication() == 0 ? proposed.withoutVersions() : law(law);
                    return Count.comparison(before, proposed, asOf, groupedBy);
                });
        };
    }

    /** Reads the policies where another process knows newer ones. */
    private Uni<Void> knowing(List<Law> laws) {
        return laws.stream().anyMatch(law -> policies.publication(law.policy()) < law.publication())
                ? policies.reload()
                : Uni.createFrom().voidItem();
    }

    private Policy law(Law law) {
        if (policies.publication(law.policy()) != law.publication()) {
            throw OVERLOADED.because("this process knows another publication of policy " + law.policy());
        }
        return policies.require(law.policy());
    }
}
