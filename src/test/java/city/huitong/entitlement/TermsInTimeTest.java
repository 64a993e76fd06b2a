package city.huitong.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.entitlement.TestPolicy.Somebody;
import city.huitong.hub.Hub;
import city.huitong.matching.SubjectDecision;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Ledger;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyMatcher;
import city.huitong.subject.SubjectFacts;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ledgers and budgets when the year turns. */
@QuarkusTest
class TermsInTimeTest {

    private final TestPolicy policy = TestPolicy.fresh();
    private final LocalDate nextYear =
            LocalDate.of(LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear() + 1, 1, 2);

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    SubjectFacts facts;

    @Inject
    LedgerRepository ledgers;

    @Inject
    GrantEntitlements grantEntitlements;

    @Inject
    CurrentPolicies policies;

    @Inject
    Pool pool;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @ParameterizedTest
    @CsvSource({
        "EVER,           2024-02-29, 2031-01-01, false",
        "CALENDAR_YEAR,  2025-12-31, 2025-01-01, false",
        "CALENDAR_YEAR,  2025-12-31, 2026-01-01, true",
        "TWELVE_MONTHS,  2025-12-31, 2026-12-30, false",
        "TWELVE_MONTHS,  2025-12-31, 2026-12-31, true",
        "TWELVE_MONTHS,  2024-02-29, 2025-02-28, false",
        "TWELVE_MONTHS,  2024-02-29, 2025-03-01, true",
    })
    void countsOnlyTheGrantsOfItsStretchOfTime(Ledger.Within within, LocalDate first, LocalDate second, boolean may) {
        var ledger = new Ledger("l-" + UUID.randomUUID(), true, List.of(), within, 1);
        var key = UUID.randomUUID();

        assertThat(enter(ledger, key, first)).isTrue();
        assertThat(enter(ledger, key, second)).isEqualTo(may);
        assertThat(enter(ledger, UUID.randomUUID(), second)).isTrue();
    }

    private boolean enter(Ledger ledger, UUID key, LocalDate on) {
        var holding = new Holding(new PolicyId("test.ledger"), new SubjectId(UUID.randomUUID()));
        return unitOfWork
                .onRows(tx -> ledgers.enter(tx, List.of(new LedgerEntry(holding, ledger, key, on))))
                .await()
                .atMost(Hub.DEADLINE)
                .refused()
                .isEmpty();
    }

    /** What was due once was paid out of the year of its grant. */
    @Test
    void takesNothingOutOfTheNextYearForWhatWasDueOnce() {
        var people = policy.people(2);
        policy.publish("direct", 100, "budget: {yuan: 200, per: year, mode: cap}");
        policy.stand(people, Map.of("GRANTED", 2L));

        decide(people, nextYear);

        assertThat(promised(Integer.toString(nextYear.getYear()))).isZero();
        assertThat(policy.states(people)).isEqualTo(Map.of("GRANTED", 2L));
    }

    /** A year's money does for twelve months of one of them. */
    @Test
    void setsMoneyOfTheNextYearAsideForWhatIsDueEveryMonth() {
        var people = policy.people(2);
        policy.publish(
                "direct", "{period: month, amount: \"yuan(100)\"}", 100, "budget: {yuan: 2399, per: year, mode: cap}");
        policy.stand(people, Map.of("GRANTED", 2L));

        decide(people, nextYear);

        assertThat(promised(Integer.toString(nextYear.getYear()))).isEqualTo(120_000);
        assertThat(policy.states(people)).isEqualTo(Map.of("EXCLUDED", 1L, "GRANTED", 1L));
    }

    @Test
    void setsAYearsWorthAsideWhereTheMoneyHasToDoForAsLongAsThePolicyIsLaw() {
        var people = policy.people(2);

        policy.publish(
                "direct",
                "{period: month, amount: \"yuan(100)\"}",
                100,
                "budget: {yuan: 2399, per: policy, mode: cap}");

        policy.stand(people, Map.of("EXCLUDED", 1L, "GRANTED", 1L));
        assertThat(promised("all")).isEqualTo(120_000);
        decide(people, nextYear);
        assertThat(promised("all")).isEqualTo(120_000);
    }

    /** As the matching of that day does. */
    private void decide(List<Somebody> people, LocalDate asOf) {
        var law = policies.require(policy.id()).policy();
        var subjects = people.stream()
                .map(who -> new SubjectId(UUID.fromString(who.id())))
                .toList();
        unitOfWork
                .onRows(tx -> facts.locked(tx, SubjectKind.PERSON, subjects)
                        .map(found -> found.stream()
                                .map(values -> new SubjectDecision(
                                        values.subject(), PolicyMatcher.decideBriefly(law, asOf, values), List.of()))
                                .toList())
                        .chain(decisions -> grantEntitlements.apply(tx, decisions)))
                .await()
                .atMost(Hub.DEADLINE);
    }

    private long promised(String stretch) {
        var rows = pool.preparedQuery("select committed_fen from policy_budget where policy_id = $1 and stretch = $2")
                .execute(Tuple.of(policy.id(), stretch))
                .await()
                .atMost(Hub.DEADLINE);
        return rows.rowCount() == 0 ? 0 : rows.iterator().next().getLong(0);
    }
}
