package city.huitong.demo;

import static city.huitong.demo.DemoRecords.day;
import static city.huitong.demo.DemoRecords.fen;
import static city.huitong.demo.DemoRecords.flag;
import static city.huitong.demo.DemoRecords.number;
import static city.huitong.demo.DemoRecords.text;
import static city.huitong.demo.DemoRecords.with;
import static city.huitong.demo.DemoRecords.within;

import city.huitong.embedded.demo.DemoCity;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.function.Predicate;

/** The facts that the seven policies look at, worked out from the records of the demo city one subject at a time. */
final class DemoFacts {

    private static final String CITIZEN = "citizen_number";
    private static final String HOUSEHOLD = "household_number";
    private static final String ENTERPRISE = "uscc";
    private static final LocalDate REFUNDS_SINCE = LocalDate.of(2019, 4, 1);

    private final DemoRecords population;
    private final DemoRecords memberships;
    private final DemoRecords deaths;
    private final DemoRecords certificates;
    private final DemoRecords households;
    private final DemoRecords incomes;
    private final DemoRecords enterprises;
    private final DemoRecords insuranceYears;
    private final DemoRecords insurancePayments;
    private final DemoRecords taxYears;
    private final DemoRecords taxpayers;
    private final DemoRecords vatReturns;
    private final DemoRecords vatCredits;
    private final DemoRecords ratings;
    private final DemoRecords violations;
    private final DemoRecords refunds;

    DemoFacts(DemoCity city) {
        population = DemoRecords.read(city, "population", CITIZEN);
        memberships = DemoRecords.read(city, "household-members", CITIZEN, "joined_on");
        deaths = DemoRecords.read(city, "deaths", CITIZEN);
        certificates = DemoRecords.read(city, "disability-certificates", CITIZEN, "issued_on");
        households = DemoRecords.read(city, "households", HOUSEHOLD);
        incomes = DemoRecords.read(city, "household-incomes", HOUSEHOLD, "assessed_on");
        enterprises = DemoRecords.read(city, "enterprises", ENTERPRISE);
        insuranceYears = DemoRecords.read(city, "insurance-years", ENTERPRISE, "year_end");
        insurancePayments = DemoRecords.read(city, "insurance-payments", ENTERPRISE, "quarter_end");
        taxYears = DemoRecords.read(city, "income-tax-years", ENTERPRISE, "year_end");
        taxpayers = DemoRecords.read(city, "taxpayers", ENTERPRISE);
        vatReturns = DemoRecords.read(city, "vat-returns", ENTERPRISE, "period_end");
        vatCredits = DemoRecords.read(city, "vat-credits", ENTERPRISE, "assessed_on");
        ratings = DemoRecords.read(city, "tax-ratings", ENTERPRISE, "year_end");
        violations = DemoRecords.read(city, "tax-violations", ENTERPRISE, "decided_on", "kind");
        refunds = DemoRecords.read(city, "immediate-refunds", ENTERPRISE, "refunded_on");
    }

    KnownFacts ofPerson(String number) {
        var facts = new KnownFacts();
        population
                .only(number)
                .ifPresent(record ->
                        facts.put("person.birth", day(record, "birth")).put("person.hukou", text(record, "hukou")));
        facts.put("person.deceased", deaths.only(number).isPresent());
        addDisability(number, facts);
        memberships
                .latest(number, "joined_on", _ -> true)
                .flatMap(record -> text(record, HOUSEHOLD))
                .ifPresent(home -> addHousehold(home, facts));
        return facts;
    }

    private void addDisability(String number, KnownFacts facts) {
        var held = certificates.latest(number, "issued_on", with("status", "valid"));
        facts.put(
                "person.disabilityGrade",
                held.isEmpty() ? 0L : held.get().get("grade").asLong());
        if (held.isEmpty()) {
            facts.put("person.disabilityType", "none");
        }
        held.ifPresent(record -> facts.put("person.disabilityType", text(record, "type")));
    }

    private void addHousehold(String home, KnownFacts facts) {
        facts.put("household.members", households.only(home).flatMap(record -> number(record, "members")));
        var confirmed = incomes.latest(home, "assessed_on", with("result", "confirmed"));
        facts.put("household.income", confirmed.flatMap(record -> fen(record, "monthly_income")));
    }

    KnownFacts ofEnterprise(String code, LocalDate asOf) {
        var facts = new KnownFacts();
        enterprises
                .only(code)
                .ifPresent(record -> facts.put("enterprise.industry", text(record, "industry"))
                        .put("enterprise.restrictedIndustry", flag(record, "restricted_industry"))
                        .put("enterprise.size", text(record, "size")));
        addInsurance(code, asOf, facts);
        addTax(code, asOf, facts);
        addCredit(code, asOf, facts);
        return facts;
    }

    private void addInsurance(String code, LocalDate asOf, KnownFacts facts) {
        insuranceYears
                .latest(code, "year_end", within("year_end", asOf, 12))
                .ifPresent(year -> facts.put("enterprise.averageInsured", number(year, "average_insured"))
                        .put("enterprise.newClaimants", number(year, "new_claimants"))
                        .put("enterprise.contributions", fen(year, "contributions")));
        long months = insurancePayments.of(code).stream()
                .filter(within("quarter_end", asOf, 36))
                .mapToLong(payment -> payment.get("months_paid").asLong())
                .sum();
        facts.put("enterprise.contributionMonths", months);
    }

    private void addTax(String code, LocalDate asOf, KnownFacts facts) {
        taxYears.latest(code, "year_end", within("year_end", asOf, 12))
                .ifPresent(year -> facts.put("enterprise.taxableIncome", fen(year, "taxable_income"))
                        .put("enterprise.averageStaff", number(year, "average_staff"))
                        .put("enterprise.averageAssets", fen(year, "average_assets")));
        taxpayers
                .only(code)
                .ifPresent(payer -> facts.put("enterprise.payerKind", text(payer, "payer_kind"))
                        .put("enterprise.levyRate", number(payer, "levy_rate")));
        vatReturns
                .latest(code, "period_end", within("period_end", asOf, 2))
                .ifPresent(month -> facts.put("enterprise.monthlySales", fen(month, "sales")));
        ratings.latest(code, "year_end", _ -> true)
                .ifPresent(year -> facts.put("enterprise.taxRating", text(year, "rating")));
    }

    private void addCredit(String code, LocalDate asOf, KnownFacts facts) {
        vatCredits
                .latest(code, "assessed_on", _ -> true)
                .ifPresent(credit -> facts.put("enterprise.incrementalCredit", fen(credit, "incremental_credit"))
                        .put("enterprise.existingCredit", fen(credit, "existing_credit"))
                        .put("enterprise.compositionRatio", number(credit, "composition_ratio"))
                        .put("enterprise.classShare", number(credit, "class_share")));
        Predicate<JsonNode> recent = within("decided_on", asOf, 36);
        Predicate<JsonNode> evasion = with("kind", "evasion");
        facts.put("enterprise.evasionPenalties", violations.count(code, recent.and(evasion)))
                .put("enterprise.fraudCases", violations.count(code, recent.and(evasion.negate())))
                .put("enterprise.immediateRefund", refunds.count(code, DemoFacts::counted) > 0);
    }

    private static boolean counted(JsonNode refund) {
        return day(refund, "refunded_on")
                .filter(day -> !day.isBefore(REFUNDS_SINCE))
                .isPresent();
    }
}
