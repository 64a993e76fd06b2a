package city.huitong.matching;

import city.huitong.catalog.ShardRange;
import city.huitong.matching.NearCliffs.NearCliff;
import city.huitong.matching.columns.Part;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.Cliffs;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.KnownLaw;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks what a changed policy would do to everybody: who gains and loses, what it costs, where one yuan more loses how much, and why, for some
 * of them. Nothing is written but the entries in the trail.
 */
@ApplicationScoped
public class AskWhatIf {

    private final CurrentPolicies policies;
    private final AnalysePolicy analysis;
    private final SubjectColumns columns;
    private final PastColumns pastColumns;
    private final PastKnowledge past;
    private final Disclosures disclosures;
    private final SampleWhatIf sample;
    private final CityClock clock;

    AskWhatIf(
            CurrentPolicies policies,
            AnalysePolicy analysis,
            SubjectColumns columns,
            PastColumns pastColumns,
            PastKnowledge past,
            Disclosures disclosures,
            SampleWhatIf sample,
            CityClock clock) {
        this.policies = policies;
        this.analysis = analysis;
        this.columns = columns;
        this.pastColumns = pastColumns;
        this.past = past;
        this.disclosures = disclosures;
        this.sample = sample;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param policy the policy's id
     * @param changed the whole policy, changed
     * @param document what it was read from
     * @param moment the day; a day in the past is asked about as it was known at its end, where no other time is named
     * @param groupedBy a fact with few values to make groups by
     * @param samples how many of those who gain, of those who lose, and so on, are explained
     */
    public record Question(
            String policy,
            Policy changed,
            PolicyDocument document,
            Moment moment,
            Optional<String> groupedBy,
            int samples) {}

    /**
     * What comes out.
     *
     * @param moment as it was asked; without a time: as known now
     * @param cliffsBefore those of the law
     * @param cliffsAfter those of the changed one
     */
    public record Answer(
            WhatIf whatIf,
            Moment moment,
            List<ToldCliff> cliffsBefore,
            List<ToldCliff> cliffsAfter,
            List<SampleWhatIf.Sample> samples) {}

    /** The law that the change is compared with, and its rivals. */
    record Law(PublishedPolicy policy, List<PublishedPolicy> rivals) {

        Policy law() {
            return policy.policy();
        }
    }

    /** What is said beside the numbers, before anything is left out. */
    private record Reasons(List<NearCliff> cliffsBefore, List<NearCliff> cliffsAfter, CompareEverybody.Chosen chosen) {}

    private record Counted(WhatIf whatIf, Reasons reasons) {}

    /**
     * Answers. Fails with {@code other-policy} when it is about another policy or somebody else, {@code no-groups} for a fact that has no
     * groups, {@code policy-not-found}, and about the past with {@code nothing-known-then}, {@code publication-unreadable}, {@code too-many}
     * and {@code overloaded}.
     */
    public Uni<Answer> ask(Question question) {
        var moment = moment(question.moment());
        return law(question.policy(), moment)
                .invoke(law -> analysis.mustFit(law.law(), question.changed(), question.groupedBy()))
                .chain(law -> counted(question, law, moment)
                        .chain(counted -> sample.explain(
                                        law,
                                        question.changed(),
                                        moment,
                                        counted.reasons().chosen())
                                .map(samples -> answer(counted, moment, samples))));
    }

    private static Answer answer(Counted counted, Moment moment, List<SampleWhatIf.Sample> samples) {
        return new Answer(
                counted.whatIf(),
                moment,
                counted.reasons().cliffsBefore().stream().map(ToldCliff::of).toList(),
                counted.reasons().cliffsAfter().stream().map(ToldCliff::of).toList(),
                samples);
    }

    private Moment moment(Moment asked) {
        return asked.knownAt().isEmpty() && asked.day().isBefore(clock.today()) ? asked.knownAt(endOf(asked)) : asked;
    }

    private Instant endOf(Moment moment) {
        return moment.day().plusDays(1).atStartOfDay(clock.zone()).toInstant();
    }

    private Uni<Law> law(String id, Moment moment) {
        return moment.knownAt()
                .map(time -> past.law(time).map(known -> law(known, id)))
                .orElseGet(() -> Uni.createFrom().item(() -> law(policies.law(), id)));
    }

    private static Law law(KnownLaw known, String id) {
        var policy = known.require(id);
        return new Law(policy, known.withRivals(policy));
    }

    private Uni<Counted> counted(Question question, Law law, Moment moment) {
        return moment.knownAt().isPresent()
                ? inThePast(
                        question,
                        law,
                        moment,
                        parts -> new Counted(
                                new CompareEverybody(law.law(), question.changed(), moment.day(), question.groupedBy())
                                        .of(parts),
                                reasons(question, law, parts)))
                : analysis.whatIf(
                                law.law().id(),
                                question.changed(),
                                question.document(),
                                moment.day(),
                                question.groupedBy())
                        .chain(whatIf -> now(question, law).map(reasons -> new Counted(whatIf, reasons)));
    }

    /** From columns where this process holds all of them; else from the records, as for the past. */
    private Uni<Reasons> now(Question question, Law law) {
        return ShardRange.tile(columns.assigned())
                ? written(
                        law,
                        _ -> Uni.createFrom()
                                .item(() -> reasons(
                                        question, law, columns.parts(law.law().subject())))
                                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                : inThePast(
                        question, law, question.moment().knownAt(clock.now()), parts -> reasons(question, law, parts));
    }

    private <T> Uni<T> inThePast(Question question, Law law, Moment moment, Function<List<Part>, T> compute) {
        var names = names(question, law.law());
        return pastColumns
                .settled(names)
                .chain(() -> written(law, tx -> pastColumns.with(tx, law.law().subject(), names, moment, compute)));
    }

    private static Set<String> names(Question question, Policy law) {
        var names = new HashSet<>(law.facts());
        names.addAll(question.changed().facts());
        question.groupedBy().ifPresent(names::add);
        return names;
    }

    private <T> Uni<T> written(Law law, Function<SqlTx, Uni<T>> count) {
        return disclosures.inBulk(
                Set.of(Disclosures.POLICY_FACTS),
                Map.of("policy", law.law().id().value()),
                count,
                _ -> 0);
    }

    private static Reasons reasons(Question question, Law law, List<Part> parts) {
        var before = law.law();
        var after = question.changed();
        var day = question.moment().day();
        var examples = after.cases().isEmpty() ? before.cases() : after.cases();
        return new Reasons(
                new NearCliffs(before, day, Cliffs.of(before, day, before.cases())).of(parts),
                new NearCliffs(after, day, Cliffs.of(after, day, examples)).of(parts),
                chosen(question, before, parts));
    }

    private static CompareEverybody.Chosen chosen(Question question, Policy before, List<Part> parts) {
        var comparison = new CompareEverybody(
                before, question.changed(), question.moment().day(), Optional.empty(), question.samples());
        if (question.samples() > 0) {
            comparison.of(parts);
        }
        return comparison.chosen();
    }
}
