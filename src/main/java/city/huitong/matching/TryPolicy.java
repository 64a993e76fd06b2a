package city.huitong.matching;

import city.huitong.consent.DisclosureProblem;
import city.huitong.platform.problem.PlatformProblem;
import city.huitong.platform.problem.Problem;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.GateReport.Effect;
import city.huitong.policy.GateReport.Parity;
import city.huitong.policy.GoldenCase;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyTrial;
import city.huitong.policy.PolicyVersion;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** Tries a policy with every engine there is, and over everybody. */
@ApplicationScoped
class TryPolicy implements PolicyTrial {

    /** So many made-up subjects altogether. */
    private static final int SUBJECTS = 1_000;

    private final TrialInPostgres postgres;
    private final AnalysePolicy analysis;

    TryPolicy(TrialInPostgres postgres, AnalysePolicy analysis) {
        this.postgres = postgres;
        this.analysis = analysis;
    }

    /** Each version has its share of the subjects, on a day of its own. */
    @Override
    public Uni<Parity> parity(Policy policy, FactVocabulary vocabulary, long seed) {
        var madeUp = new MadeUpSubjects(policy, vocabulary, seed);
        var share = Math.ceilDiv(SUBJECTS, policy.versions().size());
        return Multi.createFrom()
                .iterable(policy.versions())
                .onItem()
                .transformToUniAndConcatenate(version -> parity(policy, version, madeUp, share, vocabulary, seed))
                .collect()
                .asList()
                .map(parts -> parts.stream().reduce(TryPolicy::joined).orElseThrow());
    }

    @Override
    public Uni<Effect> effect(Policy law, Policy proposed, PolicyDocument document, LocalDate asOf) {
        return Uni.createFrom()
                .deferred(() -> analysis.compare(law, proposed, document, asOf))
                .map(TryPolicy::effect)
                .onFailure(TryPolicy::cannotCount)
                .recoverWithItem(why -> Effect.notCounted(asOf, ((Problem) why).detail()));
    }

    private Uni<Parity> parity(
            Policy policy,
            PolicyVersion version,
            MadeUpSubjects madeUp,
            int share,
            FactVocabulary vocabulary,
            long seed) {
        var asOf = day(policy, version);
        var subjects = Stream.generate(madeUp::next).limit(share).toList();
        return postgres.outcomes(policy, version, asOf, madeUp.types(), subjects)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(bySql ->
                        new CompareEngines(policy, version, asOf, subjects).compare(madeUp, vocabulary, bySql, seed));
    }

    /** The day of one of its golden cases: the facts of all of them are about such days. */
    private static LocalDate day(Policy policy, PolicyVersion version) {
        return policy.cases().stream()
                .map(GoldenCase::asOf)
                .filter(version.valid()::covers)
                .findFirst()
                .orElse(version.valid().from());
    }

    private static Parity joined(Parity some, Parity more) {
        return new Parity(
                some.subjects() + more.subjects(),
                some.seed(),
                some.eligible() + more.eligible(),
                some.undetermined() + more.undetermined(),
                some.celAnswers() + more.celAnswers(),
                Stream.concat(some.differences().stream(), more.differences().stream())
                        .toList());
    }

    private static Effect effect(WhatIf whatIf) {
        var all = ToldChange.of(whatIf.all());
        return new Effect(
                whatIf.asOf(),
                Optional.empty(),
                Optional.of(whatIf.subjects()),
                all.before(),
                all.after(),
                all.gain(),
                all.lose(),
                all.more(),
                all.less(),
                all.costBeforeFen(),
                all.costAfterFen());
    }

    /** Everybody's facts are not there yet, or the caller may not count over them: both say why, and neither stops a proposal. */
    private static boolean cannotCount(Throwable failure) {
        return failure instanceof Problem problem
                && (problem.type() == PlatformProblem.OVERLOADED || problem.type() == DisclosureProblem.NO_LEGAL_BASIS);
    }
}
