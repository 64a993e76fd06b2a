package city.huitong.policy;

import static city.huitong.policy.APolicy.TODAY;
import static city.huitong.policy.APolicy.facts;
import static city.huitong.policy.APolicy.minimumLiving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import city.huitong.expression.Bindings;
import city.huitong.expression.MissingReason;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.platform.problem.Violation;
import city.huitong.policy.BenefitPeriod.Span;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy says beside its criteria: dated figures, limits, who is paid, how often, how fresh, how far back. */
class TermsTest {

    private static final String AMOUNT = "amount: \"params.line - round(household.income, household.members)\"";

    private static final FactVocabulary VOCABULARY = new FactVocabulary(
            Map.of(
                    "person.birth", ValueType.DATE,
                    "person.hukou", ValueType.TEXT,
                    "person.grade", ValueType.INT,
                    "household.assessed", ValueType.DATE,
                    "household.income", ValueType.MONEY,
                    "household.members", ValueType.INT),
            Set.of("person.employer", "person.household", "enterprise.parent"));

    @Nested
    class Figures {

        private static final String DATED = """
                params:
                  line: {values: [{from: 2023-07-01, value: {yuan: 1510}}, {from: 2024-07-01, issued: 2024-09-02, value: {yuan: 1595}}]}
                  other: {values: [{from: 2024-01-01, value: 1}]}
                versions:
                  - valid: {from: 2024-01-01, to: 2025-12-31}
                    eligible""";

        private static final APolicy POLICY = minimumLiving()
                .with("versions:\n  - valid: {from: 2024-07-01}\n    params: {line: {yuan: 1595}}\n    eligible", DATED)
                .withCase("asOf: 2026-11-23", "asOf: 2024-08-01");

        @Test
        void haveDatesOfTheirOwnSoThatNoVersionIsCopied() {
            var policy = withTwoCases().read();

            assertThat(policy.versions())
                    .extracting(
                            PolicyVersion::written,
                            version -> version.valid().from(),
                            version -> version.valid().to().orElseThrow(),
                            version -> version.params().get("line"))
                    .containsExactly(
                            tuple(0, day("2024-01-01"), day("2024-06-30"), new Value.Money(151_000)),
                            tuple(0, day("2024-07-01"), day("2025-12-31"), new Value.Money(159_500)));
            assertThat(PublicationGate.failures(policy)).isEmpty();
        }

        @Test
        void makeSlicesThatAreToldApartByTheirHash() {
            var versions = withTwoCases().read().versions();

            assertThat(versions).extracting(PolicyVersion::contentHash).doesNotHaveDuplicates();
            assertThat(versions.getFirst().contentHash())
                    .matches("[0-9a-f]{64}")
                    .isEqualTo(withTwoCases().read().versions().getFirst().contentHash());
        }

        @Test
        void needACaseForEachSlice() {
            assertThat(POLICY.violations())
                    .containsExactly(new Violation(
                            "/versions/0",
                            "version-without-case",
                            "add a case whose asOf lies in the version from 2024-01-01"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                from: 2023-07-01 | from: 2024-02-01 | /params/line                | parameter-gap
                from: 2024-07-01 | from: 2023-07-01 | /params/line/values/1/from  | period-overlap
                {yuan: 1595}     | 1595             | /params/line/values/1/value | wrong-type
                from: 2023-07-01 | since: 2023-07-01 | /params/line/values/0/since | unknown-key
                """)
        void arePointedAt(String words, String otherWords, String pointer, String code) {
            assertThat(POLICY.with(words, otherWords).violations())
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple(pointer, code));
        }

        @Test
        void areGivenOnceOnly() {
            assertThat(POLICY.with("    eligible", "    params: {line: {yuan: 1}}\n    eligible")
                            .violations())
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple("/versions/0/params/line", "not-unique"));
        }

        @Test
        void thatWereDecidedLateReopenThePeriodsBefore() {
            var late = withTwoCases().read().versions().getLast();

            assertThat(late.isRetroactive()).isTrue();
            assertThat(late.reopened())
                    .containsExactly(
                            span("2024-07-01", "2024-07-31"),
                            span("2024-08-01", "2024-08-31"),
                            span("2024-09-01", "2024-09-30"));
            assertThat(withTwoCases().read().versions().getFirst().reopened()).isEmpty();
        }

        private APolicy withTwoCases() {
            return new APolicy(
                    POLICY.policy(),
                    POLICY.cases()
                            + POLICY.cases()
                                    .replace("an income", "before, an income")
                                    .replace("2024-08-01", "2024-06-30")
                                    .replace("1095.00", "1010.00"));
        }
    }

    @Nested
    class Retroactivity {

        @ParameterizedTest
        @CsvSource({
            "month, 2023-01-01, 2023-08-31, 8, 2023-01-01, 2023-08-31",
            "month, 2023-01-01, 2023-01-02, 1, 2023-01-01, 2023-01-31",
            "quarter, 2023-02-15, 2023-08-31, 3, 2023-01-01, 2023-09-30",
            "year, 2023-01-01, 2023-08-31, 1, 2023-01-01, 2023-12-31",
            "once, 2023-01-01, 2023-08-31, 1, -999999999-01-01, +999999999-12-31"
        })
        void reopensEveryPeriodThatHadBegun(
                String period, String from, String issued, int count, String first, String last) {
            var reopened = version(period, from, issued).reopened();

            assertThat(reopened).hasSize(count);
            assertThat(reopened.getFirst().first()).isEqualTo(day(first));
            assertThat(reopened.getLast().last()).isEqualTo(day(last));
        }

        @ParameterizedTest
        @CsvSource({"2023-01-01", "2022-12-31"})
        void reopensNothingWhenTheLawWasKnownBefore(String issued) {
            assertThat(version("month", "2023-01-01", issued).reopened()).isEmpty();
        }

        private static PolicyVersion version(String period, String from, String issued) {
            return minimumLiving()
                    .with("valid: {from: 2024-07-01}", "valid: {from: %s}\n    issued: %s".formatted(from, issued))
                    .with("period: month", "period: " + period)
                    .read()
                    .versions()
                    .getFirst();
        }
    }

    @Nested
    class Amounts {

        @ParameterizedTest
        @CsvSource({"0, 1000", "59500, 1000", "59501, 999.99", "157500, 20", "999999, 20"})
        void stayWithinCapAndFloor(long incomeFen, double yuan) {
            var policy = policy(AMOUNT, AMOUNT + "\n      cap: \"yuan(1000)\"\n      floor: \"yuan(20)\"");

            assertThat(eligible(policy, Map.of("household.income", new Value.Money(incomeFen)))
                            .amountFen())
                    .isEqualTo(Math.round(yuan * 100));
        }

        @ParameterizedTest
        @CsvSource({"64, 0", "65, 75", "69, 75", "70, 150", "79, 150", "80, 0"})
        void followABandTableThatEnds(long grade, long yuan) {
            var policy = policy(
                    AMOUNT,
                    "bands: {on: person.grade, rows: [{from: 65, to: 69, yuan: 75}, {from: 70, to: 79, yuan: 150}]}");

            assertThat(eligible(policy, Map.of("person.grade", new Value.Int(grade)))
                            .amountFen())
                    .isEqualTo(yuan * 100);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {from: 65, to: 68, yuan: 75}, {from: 70, yuan: 150} | /versions/0/benefit/bands/rows/1 | bands-hole
                {from: 65, to: 70, yuan: 75}, {from: 70, yuan: 150} | /versions/0/benefit/bands/rows/1 | bands-overlap
                {from: 65, to: 64, yuan: 75}                        | /versions/0/benefit/bands/rows/0/to | bands-order
                """)
        void areRefusedWhereATableHasAHoleOrAnOverlap(String rows, String pointer, String code) {
            assertThat(minimumLiving()
                            .with(AMOUNT, "bands: {on: person.grade, rows: [%s]}".formatted(rows))
                            .violations())
                    .extracting(Violation::pointer, Violation::code)
                    .containsExactly(tuple(pointer, code));
        }

        /** The plan of 28 July 2025: who is born before 2025 gets the months that are left until the third birthday. */
        @ParameterizedTest
        @CsvSource({
            "2023-12-01, 2025-06-01, 3600",
            "2023-12-31, 2026-06-01, 3600",
            "2023-12-15, 2027-01-01, 0",
            "2023-06-10, 2026-01-01, 1800",
            "2022-01-31, 2025-01-30, 300",
            "2021-12-31, 2025-01-01, 0",
            "2025-01-20, 2027-12-31, 3600"
        })
        void areSharedByTheMonthsThatAreLeft(String birth, String asOf, long yuan) {
            var policy = policy(
                    AMOUNT,
                    "amount: \"yuan(3600)\"\n      prorate: {since: person.birth, months: 36}",
                    "period: month",
                    "period: year");
            var decision = PolicyMatcher.decide(
                    policy, day(asOf), facts(Map.of("person.hukou", new Value.Text("x"), "person.birth", date(birth))));

            assertThat(((Eligible) decision.eligibility()).amountFen()).isEqualTo(yuan * 100);
        }

        @Test
        void areNotSharedWhereThereIsNoPeriod() {
            assertThat(minimumLiving()
                            .with(AMOUNT, "amount: \"yuan(1)\"\n      prorate: {since: person.birth, months: 36}")
                            .with("period: month", "period: once")
                            .violations())
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple("/versions/0/benefit/prorate", "period"));
        }
    }

    @Nested
    class Payees {

        private static final Policy HIRE = policy(AMOUNT, "amount: \"yuan(2000)\"\n      payee: person.employer");

        @Test
        void areNamedByALink() {
            var eligible = eligible(HIRE, Map.of("person.employer", new Value.Text("e-1")));

            assertThat(eligible.payee()).contains("e-1");
            assertThat(HIRE.facts()).contains("person.employer");
        }

        @Test
        void keepItOpenWhileNobodyKnowsWhomToPay() {
            var facts = facts(Map.of("person.hukou", new Value.Text("x")));

            assertThat(PolicyMatcher.decide(HIRE, TODAY, facts).eligibility())
                    .isEqualTo(new Undetermined(Set.of("person.employer")));
            assertThat(PolicyMatcher.outcome(HIRE, TODAY, facts)).isEqualTo(Outcome.UNDETERMINED);
        }

        @ParameterizedTest
        @CsvSource({"person.birth", "person.nobody", "enterprise.parent"})
        void areNothingElse(String fact) {
            assertThat(violations(minimumLiving().with(AMOUNT, "amount: \"yuan(2000)\"\n      payee: " + fact)))
                    .extracting(Violation::pointer, Violation::code)
                    .containsExactly(tuple("/versions/0/benefit/payee", "unknown-payee"));
        }
    }

    @Nested
    class Ledgers {

        private static final String TWO = """
                once:
                  - {per: subject, within: calendar-year, max: 3}
                  - {ledger: grades, per: [subject, person.grade], within: ever}
                versions:""";

        @Test
        void areDeclaredAndSayUnderWhatAGrantIsEntered() {
            var policy = policy(AMOUNT, "amount: \"yuan(1)\"", "versions:", TWO);
            var eligible = eligible(policy, Map.of("person.grade", new Value.Int(3)));

            assertThat(policy.terms().once())
                    .extracting(Ledger::name, Ledger::perSubject, Ledger::within, Ledger::max)
                    .containsExactly(
                            tuple("x.minimum-living", true, Ledger.Within.CALENDAR_YEAR, 3),
                            tuple("grades", true, Ledger.Within.EVER, 1));
            assertThat(eligible.ledgers())
                    .extracting(Ledger.Key::values)
                    .containsExactly(List.of(), List.of(new Value.Int(3)));
        }

        @Test
        void keepItOpenWhileTheirKeyIsNotKnown() {
            var policy = policy(AMOUNT, "amount: \"yuan(1)\"", "versions:", TWO);
            var facts = facts(Map.of("person.hukou", new Value.Text("x")));

            assertThat(PolicyMatcher.decide(policy, TODAY, facts).eligibility())
                    .isEqualTo(new Undetermined(Set.of("person.grade")));
            assertThat(PolicyMatcher.outcome(policy, TODAY, facts)).isEqualTo(Outcome.UNDETERMINED);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {within: ever}                                   | /once          | ledger-key-missing
                {per: person.nobody, within: ever}               | /once/per      | expression-invalid
                {per: [subject, person.nobody], within: ever}    | /once/per/1    | expression-invalid
                {per: [], within: ever}                          | /once/per      | empty
                {per: subject, within: often}                    | /once/within   | wrong-type
                {per: subject, within: ever, max: 0}             | /once/max      | out-of-range
                [{per: subject, within: ever}, {per: subject, within: 12-months}] | /once | ledger-name
                """)
        void arePointedAt(String once, String pointer, String code) {
            assertThat(violations(minimumLiving().with("versions:", "once: " + once + "\nversions:")))
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple(pointer, code));
        }

        @ParameterizedTest
        @CsvSource({"EVER, ", "CALENDAR_YEAR, 2026-01-01", "TWELVE_MONTHS, 2025-11-24"})
        void countFromADay(Ledger.Within within, LocalDate since) {
            assertThat(within.since(TODAY)).isEqualTo(Optional.ofNullable(since));
        }
    }

    @Nested
    class Money {

        @Test
        void isDeclaredWithWhoGoesFirst() {
            var policy = policy(
                    "versions:",
                    "budget: {yuan: 1000000, per: year, mode: cap, priority: [household.income, person.birth]}\n"
                            + "recompute: {topUp: true}\nversions:");

            assertThat(policy.terms().budget().orElseThrow()).satisfies(budget -> {
                assertThat(budget.fen()).isEqualTo(100_000_000);
                assertThat(budget.mode()).isEqualTo(Budget.Mode.CAP);
                assertThat(budget.priority()).hasSize(2);
            });
            assertThat(policy.terms().recompute()).isEqualTo(new Terms.Recomputation(true, false));
            assertThat(policy.facts()).contains("person.birth");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                yuan: -1, per: year, mode: cap                            | /budget/yuan       | out-of-range
                yuan: 1, per: week, mode: cap                             | /budget/per        | wrong-type
                yuan: 1, per: year, mode: much                            | /budget/mode       | wrong-type
                'yuan: 1, per: year, mode: cap, priority: [person.hukou]' | /budget/priority/0 | expression-type
                """)
        void isPointedAt(String budget, String pointer, String code) {
            assertThat(violations(minimumLiving().with("versions:", "budget: {" + budget + "}\nversions:")))
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple(pointer, code));
        }
    }

    @Nested
    class Freshness {

        private static final Policy POLICY =
                policy("versions:", "maxAge: {household.income: {days: 180, on: household.assessed}}\nversions:");

        @ParameterizedTest
        @CsvSource({"2026-05-27, ELIGIBLE", "2026-05-26, UNDETERMINED", "2026-11-24, ELIGIBLE"})
        void makesAnOldFactMissing(String assessed, Outcome outcome) {
            var facts = family(Map.of("household.assessed", date(assessed)));

            assertThat(PolicyMatcher.decide(POLICY, TODAY, facts).outcome()).isEqualTo(outcome);
            assertThat(PolicyMatcher.outcome(POLICY, TODAY, facts)).isEqualTo(outcome);
        }

        @Test
        void saysThatItIsStale() {
            var stale = family(Map.of("household.assessed", date("2020-01-01")));
            var undated = family(Map.of());

            assertThat(PolicyMatcher.decide(POLICY, TODAY, stale).eligibility())
                    .isEqualTo(new Undetermined(Map.of("household.income", MissingReason.STALE)));
            assertThat(PolicyMatcher.decide(POLICY, TODAY, undated).eligibility())
                    .isEqualTo(new Undetermined(Map.of("household.income", MissingReason.STALE)));
            assertThat(POLICY.facts()).contains("household.assessed");
        }

        @Test
        void isRunByGoldenCases() {
            var policy = minimumLiving()
                    .with("versions:", "maxAge: {household.income: {days: 180, on: household.assessed}}\nversions:")
                    .withCase("members: 2}", "members: 2, assessed: 2020-01-01}")
                    .withCase(
                            "outcome: ELIGIBLE, amount: 1095.00, figures: {perHead: 500}",
                            "outcome: UNDETERMINED, reasons: {household.income: stale}");

            assertThat(PublicationGate.failures(policy.read(VOCABULARY))).isEmpty();
            assertThat(PublicationGate.failures(
                            policy.withCase("stale", "disputed").read(VOCABULARY)))
                    .extracting(Violation::detail)
                    .containsExactly("an income of 1,000 for two: expected household.income to be disputed, got stale");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                person.nobody: {days: 1, on: person.birth}      | /maxAge/person.nobody        | unknown-fact
                household.income: {days: 0, on: person.birth}   | /maxAge/household.income/days | out-of-range
                household.income: {days: 1, on: person.hukou}   | /maxAge/household.income/on   | unknown-fact
                """)
        void isPointedAt(String maxAge, String pointer, String code) {
            assertThat(violations(minimumLiving().with("versions:", "maxAge: {" + maxAge + "}\nversions:")))
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple(pointer, code));
        }
    }

    @Nested
    class Reasons {

        @Test
        void comeFromWhoeverHasTheFacts() {
            Bindings disputed = new Bindings() {
                @Override
                public Value value(String name) {
                    return name.equals("person.hukou") ? new Value.Text("x") : null;
                }

                @Override
                public MissingReason whyMissing(String name) {
                    return name.equals("household.income") ? MissingReason.DISPUTED : MissingReason.NOT_SHARED;
                }
            };

            assertThat(PolicyMatcher.decide(minimumLiving().read(), TODAY, disputed)
                            .eligibility())
                    .isEqualTo(new Undetermined(Map.of(
                            "household.income", MissingReason.DISPUTED,
                            "household.members", MissingReason.NOT_SHARED)));
        }

        @Test
        void sayWhenThereIsAFactButNoResult() {
            var facts = family(Map.of("household.members", new Value.Int(0)));

            assertThat(PolicyMatcher.decide(minimumLiving().read(), TODAY, facts)
                            .eligibility())
                    .isEqualTo(new Undetermined(Map.of(
                            "household.income", MissingReason.NO_RESULT,
                            "household.members", MissingReason.NO_RESULT)));
        }
    }

    @Nested
    class TooMuch {

        @ParameterizedTest
        @CsvSource({"64, 0", "65, 1"})
        void isAPolicyThatCanBeFulfilledInMoreThan64Ways(int ways, int violations) {
            var any = String.join(
                    " || ",
                    IntStream.range(0, ways)
                            .mapToObj(i -> "person.grade == " + i)
                            .toList());

            assertThat(violations(minimumLiving().with("person.hukou == 'x'", any)))
                    .hasSize(violations)
                    .allMatch(violation -> violation.code().equals("too-many-alternatives")
                            && violation.pointer().equals("/versions/0/eligible"));
        }

        @ParameterizedTest
        @CsvSource({"4 of 8, 8, 4, 1", "2 of 8, 8, 2, 0", "7 of 8, 8, 7, 0", "none of 8, 8, 0, 0"})
        void isCountedOverGroups(String name, int parts, int k, int violations) {
            var criteria = String.join(
                    ", ",
                    IntStream.range(0, parts)
                            .mapToObj("{id: c%d, when: \"person.grade == 1\", text: {zh: 条件}}"::formatted)
                            .toList());
            var group =
                    k == 0 ? "{none: [%s]}".formatted(criteria) : "{atLeast: {k: %d, of: [%s]}}".formatted(k, criteria);

            assertThat(violations(minimumLiving()
                            .with("{id: hukou, when: \"person.hukou == 'x'\", text: {zh: 具有本市户籍}}", group)))
                    .as(name)
                    .hasSize(violations);
        }

        @Test
        void isAnExpressionOfTenThousandParts() {
            var long_ = "person.grade == 1" + " && person.grade == 1".repeat(2_500);

            assertThat(violations(minimumLiving().with("person.hukou == 'x'", long_)))
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.pointer()).isEqualTo("/versions/0/eligible/when");
                        assertThat(violation.detail()).contains("at most");
                    });
        }
    }

    @Test
    void moneyIsNotComparedWithADecimalNumber() {
        assertThat(violations(minimumLiving().with("person.hukou == 'x'", "household.income == 1000.5")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.detail()).contains("write yuan(1000.5)"));
    }

    private static Policy policy(String... replacements) {
        var policy = minimumLiving();
        for (var i = 0; i < replacements.length; i += 2) {
            policy = policy.with(replacements[i], replacements[i + 1]);
        }
        return policy.read(VOCABULARY);
    }

    private static List<Violation> violations(APolicy policy) {
        return policy.violations(VOCABULARY);
    }

    private static Eligible eligible(Policy policy, Map<String, Value> facts) {
        return (Eligible) PolicyMatcher.decide(policy, TODAY, family(facts)).eligibility();
    }

    private static Bindings family(Map<String, Value> others) {
        Map<String, Value> facts = new HashMap<>();
        facts.put("person.hukou", new Value.Text("x"));
        facts.put("household.income", new Value.Money(100_000));
        facts.put("household.members", new Value.Int(1));
        facts.putAll(others);
        return facts(facts);
    }

    private static Value date(String day) {
        return new Value.Day(day(day));
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static Span span(String first, String last) {
        return new Span(day(first), day(last));
    }
}
