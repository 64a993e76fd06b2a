package city.huitong.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import city.huitong.catalog.LocalizedText;
import city.huitong.entitlement.Standing.Declined;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Matched;
import city.huitong.entitlement.Standing.Notified;
import city.huitong.entitlement.Standing.Suspended;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.entitlement.Standing.Withdrawn;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.Scope;
import city.huitong.platform.problem.Problem;
import city.huitong.policy.Automation;
import city.huitong.policy.Benefit;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.Decision;
import city.huitong.policy.Eligibility;
import city.huitong.policy.EligibilityDecision;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.Validity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way from one standing to the next, and what others hear of it. */
class StandingTest {

    private static final LocalDate FROM = LocalDate.of(2016, 5, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final Standing NONE = null;
    private static final Standing GRANTED = granted(15_000);
    private static final Standing OPEN = new Undecided(Set.of("person.hukou"));
    private static final Standing WITHDRAWN = new Withdrawn();

    private static final EligibilityDecision YES = eligible(15_000);
    private static final EligibilityDecision MORE = eligible(18_000);
    private static final EligibilityDecision NO = new NotEligible(Set.of("age"), Map.of());
    private static final EligibilityDecision UNKNOWN = new Undetermined(Set.of("person.hukou"));
    private static final EligibilityDecision OTHER_UNKNOWN = new Undetermined(Set.of("person.birth"));
    private static final EligibilityDecision LAPSED = new NotInForce();

    static Stream<Arguments> transitions() {
        return Stream.of(
                arguments(NONE, YES, GRANTED, "GRANTED"),
                arguments(NONE, UNKNOWN, OPEN, "UNDETERMINED"),
                arguments(NONE, NO, NONE, null),
                arguments(NONE, LAPSED, NONE, null),
                arguments(GRANTED, YES, GRANTED, null),
                arguments(GRANTED, MORE, granted(18_000), "CHANGED"),
                arguments(GRANTED, UNKNOWN, OPEN, "UNDETERMINED"),
                arguments(GRANTED, NO, WITHDRAWN, "WITHDRAWN"),
                arguments(GRANTED, LAPSED, WITHDRAWN, "WITHDRAWN"),
                arguments(OPEN, YES, GRANTED, "GRANTED"),
                arguments(OPEN, UNKNOWN, OPEN, null),
                arguments(OPEN, OTHER_UNKNOWN, new Undecided(Set.of("person.birth")), "UNDETERMINED"),
                arguments(OPEN, NO, WITHDRAWN, "WITHDRAWN"),
                arguments(OPEN, LAPSED, WITHDRAWN, "WITHDRAWN"),
                arguments(WITHDRAWN, YES, GRANTED, "GRANTED"),
                arguments(WITHDRAWN, UNKNOWN, OPEN, "UNDETERMINED"),
                arguments(WITHDRAWN, NO, WITHDRAWN, null),
                arguments(WITHDRAWN, LAPSED, WITHDRAWN, null));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void leadsFromEachStandingToTheNext(Standing before, EligibilityDecision decision, Standing after, String heard) {
        var now = Standing.after(Optional.ofNullable(before), decided(decision), Automation.DIRECT);

        assertThat(now).isEqualTo(Optional.ofNullable(after));
        assertThat(now.map(standing -> Movement.between(Optional.ofNullable(before), standing))
                        .orElse(List.of()))
                .extracting(Movement::name)
                .isEqualTo(Stream.ofNullable(heard).toList());
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                arguments(Automation.DIRECT, GRANTED),
                arguments(Automation.CONFIRM, new Notified(award(15_000))),
                arguments(Automation.ASSISTED, new Matched(award(15_000))));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void goesAsFarAsThePolicysAutomationSays(Automation automation, Standing first) {
        var now = Standing.after(Optional.empty(), decided(YES), automation);

        assertThat(now).contains(first);
    }

    @ParameterizedTest
    @EnumSource(Automation.class)
    void asksNobodyAgainWhoHasAnswered(Automation automation) {
        assertThat(Standing.after(Optional.of(GRANTED), decided(MORE), automation))
                .contains(granted(18_000));
        assertThat(Standing.after(Optional.of(new Declined(award(15_000))), decided(MORE), automation))
                .contains(new Declined(award(18_000)));
        assertThat(Standing.after(Optional.of(new Suspended(award(15_000))), decided(MORE), automation))
                .contains(new Suspended(award(18_000)));
    }

    @Test
    void movesAsSubjectsAndAuthoritiesSay() {
        var offered = new Notified(award(15_000));

        assertThat(offered.confirm()).isEqualTo(GRANTED);
        assertThat(offered.decline()).isEqualTo(new Declined(award(15_000)));
        assertThat(offered.decline().confirm()).isEqualTo(GRANTED);
        assertThat(GRANTED.suspend()).isEqualTo(new Suspended(award(15_000)));
        assertThat(GRANTED.suspend().resume()).isEqualTo(GRANTED);
        assertThat(Movement.between(Optional.of(GRANTED.suspend()), GRANTED)).containsExactly(Movement.RESUMED);
    }

    static Stream<Arguments> conflicts() {
        return Stream.of(
                arguments("granted things are not declined", (Runnable) GRANTED::decline),
                arguments("matched things are applied for", (Runnable) new Matched(award(1))::confirm),
                arguments("offers are not paid", (Runnable) new Notified(award(1))::payable),
                arguments("what is suspended is not paid", (Runnable) GRANTED.suspend()::payable),
                arguments("what was never granted is not suspended", (Runnable) OPEN::suspend),
                arguments("what was declined is not suspended", (Runnable) new Declined(award(1))::suspend),
                arguments("what ended does not begin by a yes", (Runnable) WITHDRAWN::confirm),
                arguments("what is not suspended does not resume", (Runnable) WITHDRAWN::resume));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conflicts")
    void refusesMovesThatAStateDoesNotHave(String rule, Runnable move) {
        assertThatThrownBy(move::run)
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.type().code()).isEqualTo("entitlement-state-conflict"));
    }

    @Test
    void withdrawsWhoIsExcludedLaterAndOnlyExcludesWhoHadNothing() {
        var now = Standing.after(
                        Optional.of(GRANTED),
                        decided(new EligibilityDecision.Excluded(new PolicyId("x.other"), (Eligible) YES)),
                        Automation.DIRECT)
                .orElseThrow();

        assertThat(now).isEqualTo(new KeptOut(award(15_000), new Cause.ByPolicy(new PolicyId("x.other"))));
        assertThat(Movement.between(Optional.of(GRANTED), now)).containsExactly(Movement.WITHDRAWN, Movement.EXCLUDED);
        assertThat(Movement.between(Optional.empty(), now)).containsExactly(Movement.EXCLUDED);
    }

    @Test
    void namesEveryMovementAsACloudEventsType() {
        assertThat(Stream.of(Movement.values()).map(Movement::eventType))
                .containsExactly(
                        "city.huitong.entitlement.matched.v1",
                        "city.huitong.entitlement.notified.v1",
                        "city.huitong.entitlement.declined.v1",
                        "city.huitong.entitlement.granted.v1",
                        "city.huitong.entitlement.changed.v1",
                        "city.huitong.entitlement.suspended.v1",
                        "city.huitong.entitlement.resumed.v1",
                        "city.huitong.entitlement.excluded.v1",
                        "city.huitong.entitlement.withdrawn.v1",
                        "city.huitong.entitlement.undetermined.v1",
                        "city.huitong.entitlement.disbursed.v1",
                        "city.huitong.entitlement.topped-up.v1",
                        "city.huitong.entitlement.clawed-back.v1");
    }

    @Test
    void hearsOfAnotherFigureOrVersionAsAChange() {
        var before = Optional.<Standing>of(new Granted(FROM, 100, BenefitPeriod.YEAR, Map.of("tax", 1L)));

        assertThat(Movement.between(before, new Granted(FROM, 100, BenefitPeriod.YEAR, Map.of("tax", 2L))))
                .contains(Movement.CHANGED);
        assertThat(Movement.between(before, new Granted(TODAY, 100, BenefitPeriod.YEAR, Map.of("tax", 1L))))
                .contains(Movement.CHANGED);
    }

    private static Standing granted(long fen) {
        return new Granted(award(fen));
    }

    private static Award award(long fen) {
        return new Award(FROM, fen, BenefitPeriod.MONTH, Map.of());
    }

    private static EligibilityDecision eligible(long fen) {
        return new Eligible(fen, BenefitPeriod.MONTH, Map.of());
    }

    private static Eligibility aCriterion() {
        return new Eligibility.Criterion(
                "any", compiled("true"), new LocalizedText("任何人", "Anybody"), Optional.empty());
    }

    private static Benefit aBenefit() {
        return new Benefit(BenefitPeriod.MONTH, compiled("yuan(150)"), List.of(), List.of());
    }

    private static Expression compiled(String source) {
        try {
            return new ExpressionCompiler().compile(source, Scope.builder().build());
        } catch (ExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Decision decided(EligibilityDecision decision) {
        var version = new PolicyVersion(new Validity(FROM, Optional.empty()), Map.of(), aCriterion(), aBenefit());
        return new Decision(new PolicyId("x.test"), TODAY, Optional.of(version), decision, List.of());
    }
}
