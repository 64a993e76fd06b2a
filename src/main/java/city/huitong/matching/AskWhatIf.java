package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.NO_GROUPS;
import static city.huitong.matching.MatchingProblem.OTHER_POLICY;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactName;
import city.huitong.catalog.FactType;
import city.huitong.matching.NearCliffs.NearCliff;
import city.huitong.matching.columns.Part;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.Cliffs;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.KnownLaw;
import city.huitong.policy.Policy;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
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

    /** Other facts have as many values as there are people. */
    private static final Set<FactType> GROUPING = EnumSet.of(FactType.TEXT, FactType.BOOL, FactType.INT);

    private final CurrentPolicies policies;
    private final CurrentCatalog catalog;
    private final SubjectColumns columns;
    private final PastColumns pastColumns;
    private final PastKnowledge past;
    private final Disclosures disclosures;
    private final SampleWhatIf sample;
    private final CityClock clock;

    AskWhatIf(
            CurrentPolicies policies,
            CurrentCatalog catalog,
            SubjectColumns columns,
            PastColumns pastColumns,
            PastKnowledge past,
            Disclosures disclosures,
            SampleWhatIf sample,
            CityClock clock) {
        this.policies = policies;
        this.catalog = catalog;
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
     * @param moment the day; a day in the past is asked about as it was known at its end, where no other time is named
     * @param groupedBy a fact with few values to make groups by
     * @param samples how many of those who gain, of those who lose, and so on, are explained
     */
    public record Question(String policy, Policy changed, Moment moment, Optional<String> groupedBy, int samples) {}

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
    record Law(PublishedPolicy policy, List<PublishedPolicy> rivals) {}

    /** What was counted, before anything is left out. */
    private record Counted(
            WhatIf whatIf, List<NearCliff> cliffsBefore, List<NearCliff> cliffsAfter, CompareEverybody.Chosen chosen) {}

    /**
     * Answers. Fails with {@code other-policy} when it is about another policy or somebody else, {@code no-groups} for a fact that has no
     * groups, {@code policy-not-found}, and about the past with {@code nothing-known-then}, {@code publication-unreadable}, {@code too-many}
     * and {@code overloaded}.
     */
    public Uni<Answer> ask(Question question) {
        var moment = moment(question.moment());
        return law(question.policy(), moment)
                .invoke(law -> mustFit(question, law.policy().policy()))
                .chain(law -> counted(question, law, moment)
                        .chain(counted -> sample.explain(law, question.changed(), moment, counted.chosen())
                                .map(samples -> answer(counted, moment, samples))));
    }

    private static Answer answer(Counted counted, Moment moment, List<SampleWhatIf.Sample> samples) {
        return new Answer(
                counted.whatIf(),
                moment,
                counted.cliffsBefore().stream().map(ToldCliff::of).toList(),
                counted.cliffsAfter().stream().map(ToldCliff::of).toList(),
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

    private void mustFit(Question question, Policy law) {
        var changed = question.changed();
        if (!changed.id().equals(law.id())) {
            throw other("/policy", "must be " + law.id() + ", changed");
        }
        if (changed.subject() != law.subject()) {
            throw other("/subject", "must be about a " + law.subject().word() + ", as the law is");
        }
        question.groupedBy().ifPresent(fact -> mustHaveGroups(law, fact));
    }

    private static Problem other(String pointer, String sentence) {
        return OTHER_POLICY.because("it " + sentence).with(List.of(new Violation(pointer, "other-policy", sentence)));
    }

    private void mustHaveGroups(Policy policy, String name) {
        var groups = FactName.parse(name)
                .filter(fact -> fact.kind() == policy.subject())
                .flatMap(catalog.get()::fact)
                .map(FactDefinition::type)
                .filter(GROUPING::contains);
        if (groups.isEmpty()) {
            throw NO_GROUPS.because("groups are made by a fact of a "
                    + policy.subject().word() + " that is a text, a whole number, or true or false");
        }
    }

    private Uni<Counted> counted(Question question, Law law, Moment moment) {
        var names = names(question, law.policy().policy());
        var ready = moment.knownAt().isPresent()
                ? pastColumns.settled(names)
                : Uni.createFrom().voidItem();
        return ready.chain(() -> disclosures.inBulk(
                Set.of(Disclosures.POLICY_FACTS),
                Map.of("policy", law.policy().policy().id().value()),
                tx -> everybody(tx, law.policy().policy(), names, moment, parts -> count(question, law, moment, parts)),
                _ -> 0));
    }

    private static Set<String> names(Question question, Policy law) {
        var names = new HashSet<>(law.facts());
        names.addAll(question.changed().facts());
        question.groupedBy().ifPresent(names::add);
        return names;
    }

    private <T> Uni<T> everybody(
            SqlTx tx, Policy law, Set<String> names, Moment moment, Function<List<Part>, T> compute) {
        return moment.knownAt().isPresent()
                ? pastColumns.with(tx, law.subject(), names, moment, compute)
                : Uni.createFrom()
                        .item(() -> compute.apply(columns.parts(law.subject())))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Counted count(Question question, Law law, Moment moment, List<Part> parts) {
        var before = law.policy().policy();
        var after = question.changed();
        var day = moment.day();
        var comparison = new CompareEverybody(before, after, day, question.groupedBy(), question.samples());
        var whatIf = comparison.of(parts);
        var examples = after.cases().isEmpty() ? before.cases() : after.cases();
        return new Counted(
                whatIf,
                new NearCliffs(before, day, Cliffs.of(before, day, before.cases())).of(parts),
                new NearCliffs(after, day, Cliffs.of(after, day, examples)).of(parts),
                comparison.chosen());
    }
}
