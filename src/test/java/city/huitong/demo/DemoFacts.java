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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The facts that the policies look at, worked out from the records of the demo city one subject at a time. */
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
    private final DemoRecords assistance;
    private final DemoRecords graduations;
    private final DemoRecords employments;
    private final DemoRecords hires;
    private final DemoRecords skills;
    private final DemoRecords insured;
    private final DemoRecords claims;
    private final DemoRecords tradeIns;
    private final DemoRecords localTaxes;
    private final DemoRecords businessIncomes;
    private final DemoRecords research;
    private final DemoRecords titles;
    private final DemoRecords disabledStaff;

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
        assistance = DemoRecords.read(city, "assistance-families", HOUSEHOLD, "approved_on");
        graduations = DemoRecords.read(city, "graduations", CITIZEN, "graduated_on");
        employments = DemoRecords.read(city, "employments", CITIZEN, "employer", "started_on");
        hires = DemoRecords.read(city, "hires", CITIZEN, "hired_on");
        skills = DemoRecords.read(city, "skill-certificates", CITIZEN, "certified_on");
        insured = DemoRecords.read(city, "unemployment-insured", CITIZEN);
        claims = DemoRecords.read(city, "deduction-claims", CITIZEN);
        tradeIns = DemoRecords.read(city, "trade-in-applications", CITIZEN, "applied_on");
        localTaxes = DemoRecords.read(city, "local-tax-quarters", ENTERPRISE, "quarter_end");
        businessIncomes = DemoRecords.read(city, "business-income-years", ENTERPRISE, "year_end");
        research = DemoRecords.read(city, "rd-years", ENTERPRISE, "year_end");
        titles = DemoRecords.read(city, "sme-titles", ENTERPRISE, "granted_on");
        disabledStaff = DemoRecords.read(city, "disability-employment", ENTERPRISE, "year_end");
    }

    KnownFacts ofPerson(String number) {
        var facts = new KnownFacts();
        population
                .only(number)
                .ifPresent(record ->
                        facts.put("person.birth", day(record, "birth")).put("person.hukou", text(record, "hukou")));
        facts.put("person.deceased", deaths.only(number).isPresent());
        addDisability(number, facts);
        addWork(number, facts);
        addFamily(number, facts);
        memberships
                .latest(number, "joined_on", _ -> true)
                .flatMap(record -> text(record, HOUSEHOLD))
                .ifPresent(home -> addHousehold(home, facts.put("person.household", home)));
        return facts;
    }

    private void addWork(String number, KnownFacts facts) {
        facts.put("person.employed", employments.count(number, with("status", "active")) > 0);
        facts.put(
                "person.graduatedOn",
                graduations
                        .latest(number, "graduated_on", _ -> true)
                        .map(record ->
                                LocalDate.parse(record.get("graduated_on").asText()))
                        .orElse(LocalDate.of(1900, 1, 1)));
        var hire = hires.latest(number, "hired_on", with("status", "active"));
        facts.put("person.newlyHired", hire.isPresent());
        hire.ifPresent(record -> facts.put("person.hiredOn", day(record, "hired_on"))
                .put("person.employer", text(record, "employer"))
                .put("person.contractMonths", number(record, "contract_months"))
                .put("person.insuredMonths", number(record, "insured_months"))
                .put("person.registeredUnemployed", flag(record, "registered_unemployed"))
                .put("person.unemployedMonths", number(record, "unemployed_months")));
        var certificate = skills.latest(number, "certified_on", _ -> true);
        facts.put("person.certified", certificate.isPresent());
        certificate.ifPresent(record -> facts.put("person.certifiedOn", day(record, "certified_on"))
                .put("person.certificateTrade", text(record, "trade"))
                .put("person.certificateLevel", number(record, "level"))
                .put("person.trainingSubsidised", flag(record, "training_subsidised")));
        var months = insured.only(number);
        facts.put("person.contributionMonths", months.isEmpty() ? Optional.of(0L) : number(months.get(), "months"));
    }

    private void addFamily(String number, KnownFacts facts) {
        var claim = claims.only(number);
        facts.put("person.childrenUnderThree", of(claim, 0L, record -> number(record, "children_under_three")))
                .put("person.childrenInEducation", of(claim, 0L, record -> number(record, "children_in_education")))
                .put("person.supportsElderly", of(claim, false, record -> flag(record, "supports_elderly")))
                .put("person.onlyChild", of(claim, false, record -> flag(record, "only_child")))
                .put("person.elderlyShare", of(claim, 0L, record -> fen(record, "elderly_share")));
        var application = tradeIns.latest(number, "applied_on", _ -> true);
        facts.put("person.tradeInMode", of(application, "none", record -> text(record, "mode")));
        application.ifPresent(record -> facts.put("person.tradeInApplied", day(record, "applied_on"))
                .put("person.oldCarFuel", text(record, "old_fuel"))
                .put("person.oldCarRegistered", day(record, "old_registered_on"))
                .put("person.oldCarOwnedSince", day(record, "old_owned_since"))
                .put("person.newCarKind", text(record, "new_kind"))
                .put("person.newCarPlate", text(record, "new_plate")));
    }

    /** What no record says is what a closed register says of all others; what a record leaves out is missing. */
    private static <T> Optional<T> of(Optional<JsonNode> record, T otherwise, Function<JsonNode, Optional<T>> read) {
        return record.isEmpty() ? Optional.of(otherwise) : read.apply(record.get());
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
        facts.put("household.income", confirmed.flatMap(record -> fen(record, "monthly_income")))
                .put("household.incomeAssessed", confirmed.flatMap(record -> day(record, "assessed_on")))
                .put(
                        "household.assistance",
                        of(
                                assistance.latest(home, "approved_on", with("status", "active")),
                                "none",
                                record -> text(record, "kind")));
    }

    KnownFacts ofEnterprise(String code, LocalDate asOf) {
        var facts = new KnownFacts();
        enterprises
                .only(code)
                .ifPresent(record -> facts.put("enterprise.industry", text(record, "industry"))
                        .put("enterprise.restrictedIndustry", flag(record, "restricted_industry"))
                        .put("enterprise.size", text(record, "size"))
                        .put("enterprise.established", day(record, "established_on"))
                        .put("enterprise.kind", text(record, "kind"))
                        .put("enterprise.district", text(record, "district")));
        addInsurance(code, asOf, facts);
        addTax(code, asOf, facts);
        addCredit(code, asOf, facts);
        addResearch(code, asOf, facts);
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

    private void addResearch(String code, LocalDate asOf, KnownFacts facts) {
        research.latest(code, "year_end", within("year_end", asOf, 12))
                .ifPresent(year -> facts.put("enterprise.rdSpending", fen(year, "spending"))
                        .put("enterprise.rdSpendingThreeYears", fen(year, "spending_three_years"))
                        .put("enterprise.rdSales", fen(year, "sales"))
                        .put("enterprise.rdSalesThreeYears", fen(year, "sales_three_years"))
                        .put("enterprise.rdInChina", number(year, "in_china_percent"))
                        .put("enterprise.rdStaff", number(year, "staff"))
                        .put("enterprise.techStaff", number(year, "tech_staff"))
                        .put("enterprise.highTechShare", number(year, "high_tech_percent"))
                        .put("enterprise.seriousAccidents", number(year, "accidents"))
                        .put("enterprise.priorityIndustry", text(year, "priority")));
        var title = titles.latest(code, "granted_on", _ -> true);
        facts.put("enterprise.smeTitle", of(title, "none", record -> text(record, "level")));
        title.ifPresent(record -> facts.put("enterprise.smeReview", text(record, "review"))
                .put("enterprise.rdDeduction", fen(record, "rd_deduction")));
        disabledStaff
                .latest(code, "year_end", within("year_end", asOf, 12))
                .ifPresent(year -> facts.put("enterprise.levyStaff", number(year, "staff"))
                        .put("enterprise.disabledStaff", number(year, "disabled_staff"))
                        .put("enterprise.levyWage", fen(year, "average_wage")));
        localTaxes
                .latest(code, "quarter_end", within("quarter_end", asOf, 3))
                .ifPresent(quarter -> facts.put("enterprise.localTaxes", fen(quarter, "amount")));
        businessIncomes
                .latest(code, "year_end", within("year_end", asOf, 12))
                .ifPresent(year -> facts.put("enterprise.businessIncome", fen(year, "taxable_income")));
    }

    private static boolean counted(JsonNode refund) {
        return day(refund, "refunded_on")
                .filter(day -> !day.isBefore(REFUNDS_SINCE))
                .isPresent();
    }
}
