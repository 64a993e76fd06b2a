package city.huitong.policy;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Bindings;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Scope;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the tree, a decided outcome stays as it is however the missing facts turn out. */
class KleenePropertiesTest {

    private static final int FACTS = 5;
    private static final Scope SCOPE = scope();
    private static final List<Expression> CONDITIONS = Stream.of(
                    "person.f0", "person.f1", "!person.f2", "person.f3 && person.f4", "person.f0 || person.f3")
            .map(KleenePropertiesTest::compiled)
            .toList();

    @Property(tries = 1000)
    void aDecidedOutcomeIsTheOutcomeOfEveryCompletion(
            @ForAll("trees") Eligibility tree, @ForAll("someFacts") Map<String, Value> known) {
        var policy = policy(tree);

        var outcome = decide(policy, known).outcome();

        if (outcome != Outcome.UNDETERMINED) {
            assertThat(completions(known)).allMatch(all -> decide(policy, all).outcome() == outcome);
        }
    }

    @Property(tries = 1000)
    void completeFactsAreDecidedAsTwoValuedLogicDoes(
            @ForAll("trees") Eligibility tree, @ForAll("someFacts") Map<String, Value> known) {
        var policy = policy(tree);

        assertThat(completions(known))
                .allMatch(all ->
                        decide(policy, all).outcome() == (holds(tree, all) ? Outcome.ELIGIBLE : Outcome.NOT_ELIGIBLE));
    }

    @Property(tries = 1000)
    void theShortWayGivesTheSameOutcome(
            @ForAll("trees") Eligibility tree, @ForAll("someFacts") Map<String, Value> known) {
        var policy = policy(tree);

        assertThat(PolicyMatcher.outcome(policy, APolicy.TODAY, known::get))
                .isEqualTo(decide(policy, known).outcome());
    }

    /** Facts that are too old, a payee and a ledger's key that nobody knows: both ways must see them alike. */
    @Property(tries = 1000)
    void theShortWayGivesTheSameOutcomeUnderTerms(
            @ForAll("trees") Eligibility tree,
            @ForAll("someFacts") Map<String, Value> known,
            @ForAll("days") Optional<LocalDate> day,
            @ForAll boolean paysKnown) {
        var policy = underTerms(policy(tree));
        var facts = new HashMap<>(known);
        day.ifPresent(each -> facts.put("person.day", new Value.Day(each)));
        if (paysKnown) {
            facts.put("person.payee", new Value.Text("somebody"));
        }

        var full = PolicyMatcher.decide(policy, APolicy.TODAY, facts::get);

        assertThat(PolicyMatcher.outcome(policy, APolicy.TODAY, facts::get)).isEqualTo(full.outcome());
        assertThat(PolicyMatcher.decideBriefly(policy, APolicy.TODAY, facts::get)
                        .outcome())
                .isEqualTo(full.outcome());
        if (full.outcome() == Outcome.ELIGIBLE) {
            assertThat(facts).containsKeys("person.payee", "person.f4", "person.day");
        }
    }

    @Provide
    Arbitrary<Optional<LocalDate>> days() {
        return Arbitraries.of(APolicy.TODAY, APolicy.TODAY.minusDays(10), APolicy.TODAY.minusDays(11))
                .optional();
    }

    private static Policy underTerms(Policy policy) {
        var version = policy.versions().getFirst();
        var payee = compiled("person.payee");
        var shared = new Benefit.Proration(compiled("person.day"), 12);
        var benefit = new Benefit(
                BenefitPeriod.YEAR, compiled("yuan(1)"), List.of(), List.of(), Optional.of(payee), Optional.of(shared));
        var ledger = new Ledger("ledger", true, List.of(compiled("person.f4")), Ledger.Within.EVER, 1);
        var terms = new Terms(
                List.of(ledger),
                Optional.empty(),
                Optional.empty(),
                Terms.NONE.recompute(),
                Map.of("person.f0", new Terms.Freshness("person.day", 10)));
        return new Policy(
                policy.id(),
                policy.title(),
                policy.subject(),
                policy.authority(),
                policy.legal(),
                policy.automation(),
                terms,
                List.of(new PolicyVersion(version.valid(), version.params(), version.eligible(), benefit)),
                policy.cases());
    }

    @Property(tries = 1000)
    void aBriefDecisionSaysTheSameWithoutTheCriteria(
            @ForAll("trees") Eligibility tree, @ForAll("someFacts") Map<String, Value> known) {
        var policy = policy(tree);
        var full = decide(policy, known);

        var brief = PolicyMatcher.decideBriefly(policy, APolicy.TODAY, known::get);

        if (full.outcome() == Outcome.NOT_ELIGIBLE) {
            assertThat(brief.eligibility()).isEqualTo(new NotEligible(Set.of(), Map.of()));
        } else {
            assertThat(brief.eligibility()).isEqualTo(full.eligibility());
        }
        assertThat(brief.version()).isEqualTo(full.version());
    }

    @Property(tries = 1000)
    void everyDecisionHasItsReasons(@ForAll("trees") Eligibility tree, @ForAll("someFacts") Map<String, Value> known) {
        var eligibility = decide(policy(tree), known).eligibility();

        if (eligibility instanceof NotEligible not) {
            assertThat(not.failed()).isNotEmpty();
        }
        if (eligibility instanceof Undetermined undetermined) {
            assertThat(undetermined.missing()).isNotEmpty().noneMatch(known::containsKey);
        }
    }

    @Property(tries = 1000)
    void thoseThatFailedAreEnoughToRefuse(
            @ForAll("trees") Eligibility tree, @ForAll("someFacts") Map<String, Value> known) {
        var decision = decide(policy(tree), known);

        if (decision.eligibility() instanceof NotEligible not) {
            Map<String, Truth> failed = new HashMap<>();
            decision.criteria().forEach(result -> failed.put(result.id(), result.result()));
            failed.keySet().retainAll(not.failed());
            assertThat(Kleene.truth(tree, each -> failed.getOrDefault(each.id(), Truth.MISSING)))
                    .isEqualTo(Truth.FALSE);
        }
    }

    @Provide
    Arbitrary<Eligibility> trees() {
        return treesOf(3).map(KleenePropertiesTest::numbered);
    }

    @Provide
    Arbitrary<Map<String, Value>> someFacts() {
        Arbitrary<Value> values = Arbitraries.of(true, false).map(Value.Bool::new);
        return Arbitraries.maps(Arbitraries.integers().between(0, FACTS - 1).map(KleenePropertiesTest::fact), values)
                .ofMaxSize(FACTS);
    }

    private static Arbitrary<Eligibility> treesOf(int depth) {
        Arbitrary<Eligibility> leaf = Arbitraries.of(CONDITIONS).map(when -> criterion("?", when));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<List<Eligibility>> parts =
                treesOf(depth - 1).list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaf,
                parts.map(AllOf::new),
                parts.map(AnyOf::new),
                parts.map(NoneOf::new),
                parts.flatMap(of -> Arbitraries.integers().between(1, of.size()).map(k -> new AtLeast(k, of))));
    }

    /** Gives every criterion an id of its own. */
    private static Eligibility numbered(Eligibility tree) {
        return numbered(tree, new ArrayList<>());
    }

    private static Eligibility numbered(Eligibility tree, List<Criterion> before) {
        return switch (tree) {
            case Criterion criterion -> {
                before.add(criterion);
                yield criterion("c" + before.size(), criterion.when());
            }
            case AllOf(var of) -> new AllOf(each(of, before));
            case AnyOf(var of) -> new AnyOf(each(of, before));
            case NoneOf(var of) -> new NoneOf(each(of, before));
            case AtLeast(var k, var of) -> new AtLeast(k, each(of, before));
        };
    }

    private static List<Eligibility> each(List<Eligibility> parts, List<Criterion> before) {
        return parts.stream().map(part -> numbered(part, before)).toList();
    }

    /** Two-valued logic as a child would write it. */
    private static boolean holds(Eligibility tree, Map<String, Value> all) {
        return switch (tree) {
            case Criterion criterion -> holds(criterion.when().source(), all);
            case AllOf(var of) -> of.stream().allMatch(part -> holds(part, all));
            case AnyOf(var of) -> of.stream().anyMatch(part -> holds(part, all));
            case NoneOf(var of) -> of.stream().noneMatch(part -> holds(part, all));
            case AtLeast(var k, var of) ->
                of.stream().filter(part -> holds(part, all)).count() >= k;
        };
    }

    private static boolean holds(String condition, Map<String, Value> all) {
        var f = IntStream.range(0, FACTS)
                .mapToObj(i -> new Value.Bool(true).equals(all.get(fact(i))))
                .toList();
        return switch (condition) {
            case "person.f0" -> f.get(0);
            case "person.f1" -> f.get(1);
            case "!person.f2" -> !f.get(2);
            case "person.f3 && person.f4" -> f.get(3) && f.get(4);
            default -> f.get(0) || f.get(3);
        };
    }

    private static List<Map<String, Value>> completions(Map<String, Value> known) {
        return IntStream.range(0, 1 << FACTS)
                .mapToObj(bits -> completion(known, bits))
                .toList();
    }

    private static Map<String, Value> completion(Map<String, Value> known, int bits) {
        Map<String, Value> all = new HashMap<>();
        for (int i = 0; i < FACTS; i++) {
            all.put(fact(i), new Value.Bool((bits >> i & 1) == 1));
        }
        all.putAll(known);
        return all;
    }

    private static Decision decide(Policy policy, Map<String, Value> facts) {
        Bindings bindings = facts::get;
        return PolicyMatcher.decide(policy, APolicy.TODAY, bindings);
    }

    private static Policy policy(Eligibility tree) {
        var benefit = new Benefit(BenefitPeriod.ONCE, compiled("yuan(1)"), List.of(), List.of());
        var version = new PolicyVersion(new Validity(APolicy.TODAY, Optional.empty()), Map.of(), tree, benefit);
        return new Policy(
                new PolicyId("x.any"),
                LocalizedText.of("任意"),
                SubjectKind.PERSON,
                "tax",
                List.of(),
                Automation.DIRECT,
                List.of(version),
                List.of());
    }

    private static Eligibility criterion(String id, Expression when) {
        return new Criterion(id, when, LocalizedText.of("条件"), Optional.empty());
    }

    private static Expression compiled(String source) {
        return new ExpressionCompiler().compile(source, SCOPE);
    }

    private static String fact(int number) {
        return "person.f" + number;
    }

    private static Scope scope() {
        var scope = Scope.builder();
        IntStream.range(0, FACTS).forEach(i -> scope.variable(fact(i), ValueType.BOOL));
        scope.variable("person.day", ValueType.DATE).variable("person.payee", ValueType.TEXT);
        return scope.build();
    }
}
