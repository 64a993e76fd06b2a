package city.huitong.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import city.huitong.catalog.LocalizedText;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.entitlement.Standing.Withdrawn;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.Scope;
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
        var now = Standing.after(Optional.ofNullable(before), decided(decision));

        assertThat(now).isEqualTo(Optional.ofNullable(after));
        assertThat(now.flatMap(standing -> Movement.between(Optional.ofNullable(before), standing))
                        .map(Movement::name))
                .isEqualTo(Optional.ofNullable(heard));
    }

    @Test
    void namesEveryMovementAsACloudEventsType() {
        assertThat(Stream.of(Movement.values()).map(Movement::eventType))
                .containsExactly(
                        "city.huitong.entitlement.granted.v1",
                        "city.huitong.entitlement.changed.v1",
                        "city.huitong.entitlement.withdrawn.v1",
                        "city.huitong.entitlement.undetermined.v1");
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
        return new Granted(FROM, fen, BenefitPeriod.MONTH, Map.of());
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
