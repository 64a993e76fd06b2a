package city.huitong.demo;

import static city.huitong.demo.DemoRules.rounded;
import static city.huitong.demo.Truth.all;
import static city.huitong.demo.Truth.any;
import static city.huitong.demo.Truth.holds;

import city.huitong.demo.DemoOracle.Expected;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Policies for enterprises that came after the first seven, as somebody would write them down who has never heard of the pack. */
final class EnterpriseRules {

    private static final long MILLION = 100_000_000L;

    private EnterpriseRules() {}

    static Expected sixTaxes(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2022 || asOf.getYear() > 2027) {
            return DemoRules.NOT_IN_FORCE;
        }
        var due = facts.number("enterprise.localTaxes");
        Truth truth = all(
                any(
                        holds(facts.text("enterprise.payerKind"), "small-scale"::equals),
                        holds(facts.text("enterprise.kind"), "individual-business"::equals),
                        DemoRules.lowProfit(facts)),
                holds(due, fen -> fen > 0));
        return DemoRules.outcome(truth, due.map(fen -> rounded(fen, 2)));
    }

    static Expected businessIncome(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2021 || asOf.getYear() > 2027) {
            return DemoRules.NOT_IN_FORCE;
        }
        var income = facts.number("enterprise.businessIncome");
        Truth truth =
                all(holds(facts.text("enterprise.kind"), "individual-business"::equals), holds(income, fen -> fen > 0));
        long cap = (asOf.getYear() < 2023 ? 1 : 2) * MILLION;
        return DemoRules.outcome(truth, income.map(fen -> rounded(taxInPercentFen(Math.min(fen, cap)), 200)));
    }

    /** A hundred times the tax: bracket by bracket, where the policy has quick deductions. */
    private static long taxInPercentFen(long income) {
        long[] bounds = {0, 3_000_000, 9_000_000, 30_000_000, 50_000_000, Long.MAX_VALUE};
        int[] percent = {5, 10, 20, 30, 35};
        long tax = 0;
        for (int i = 0; i < percent.length; i++) {
            tax += Math.max(0, Math.min(income, bounds[i + 1]) - bounds[i]) * percent[i];
        }
        return tax;
    }

    static Expected highTech(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2016) {
            return DemoRules.NOT_IN_FORCE;
        }
        var staff = facts.number("enterprise.rdStaff");
        var technical = facts.number("enterprise.techStaff");
        Truth truth = all(
                holds(facts.day("enterprise.established"), day -> ChronoUnit.DAYS.between(day, asOf) > 364),
                holds(staff.flatMap(total -> technical.map(some -> 10 * some - total)), rest -> rest >= 0),
                research(facts),
                holds(facts.number("enterprise.rdInChina"), percent -> percent > 59),
                holds(facts.number("enterprise.highTechShare"), percent -> percent > 59),
                holds(facts.number("enterprise.seriousAccidents"), count -> count < 1));
        return DemoRules.outcome(truth, facts.number("enterprise.taxableIncome").map(fen -> rounded(fen, 10)));
    }

    /** Of more than enough research the size of the firm need not be known. */
    private static Truth research(KnownFacts facts) {
        var sales = facts.number("enterprise.rdSalesThreeYears");
        var spent = facts.number("enterprise.rdSpendingThreeYears");
        var percent = facts.number("enterprise.rdSales").map(EnterpriseRules::percent);
        return holds(
                sales.flatMap(base -> spent.flatMap(fen -> percent.map(least -> 100 * fen - least * base))),
                rest -> rest >= 0);
    }

    private static long percent(long sales) {
        if (sales > 200 * MILLION) {
            return 3;
        }
        return sales > 50 * MILLION ? 4 : 5;
    }

    static Expected superDeduction(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2021) {
            return DemoRules.NOT_IN_FORCE;
        }
        var industry = facts.text("enterprise.industry");
        var spent = facts.number("enterprise.rdSpending");
        var percent = asOf.getYear() < 2023
                ? industry.map(is -> is.equals("manufacturing") ? 100L : 75L)
                : priority(facts, asOf.getYear());
        Truth truth = all(
                holds(
                        industry,
                        is -> !List.of("wholesale-retail", "hospitality", "real-estate")
                                .contains(is)),
                holds(spent, fen -> fen > 0));
        return DemoRules.outcome(truth, spent.flatMap(fen -> percent.map(share -> rounded(fen * share, 400))));
    }

    private static Optional<Long> priority(KnownFacts facts, int year) {
        return year > 2027
                ? Optional.of(100L)
                : facts.text("enterprise.priorityIndustry").map(is -> is.equals("none") ? 100L : 120L);
    }

    static Expected smeAward(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2024) {
            return DemoRules.NOT_IN_FORCE;
        }
        var district = facts.text("enterprise.district");
        var title = facts.text("enterprise.smeTitle");
        Truth truth = any(
                all(
                        holds(district, is -> is.equals("d01") || is.equals("d02")),
                        holds(title, is -> is.equals("national") || is.equals("city"))),
                all(holds(district, "d04"::equals), holds(title, "district"::equals)));
        var review = facts.text("enterprise.smeReview");
        return DemoRules.outcome(
                truth,
                review.flatMap(is ->
                        district.flatMap(where -> title.map(level -> award(where, level, is.equals("first"))))));
    }

    private static long award(String district, String title, boolean first) {
        return switch (district) {
            case "d01" -> 10_000_000L * (title.equals("national") ? 2 : 1) * (first ? 2 : 1);
            case "d02" -> first ? 10_000_000 : 5_000_000;
            default -> 5_000_000;
        };
    }

    static Expected smeResearch(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2024) {
            return DemoRules.NOT_IN_FORCE;
        }
        var title = facts.text("enterprise.smeTitle");
        Truth truth = all(
                holds(facts.text("enterprise.district"), "d03"::equals),
                holds(title, is -> is.equals("national") || is.equals("city")));
        var cap = title.map(is -> is.equals("national") ? MILLION : MILLION / 4);
        return DemoRules.outcome(
                truth,
                facts.number("enterprise.rdDeduction")
                        .flatMap(fen -> cap.map(most -> Math.min(most, rounded(fen, 10)))));
    }

    static Expected levyRelief(KnownFacts facts, LocalDate asOf) {
        int year = asOf.getYear();
        if (year < 2020 || year > 2027) {
            return DemoRules.NOT_IN_FORCE;
        }
        var staff = facts.number("enterprise.levyStaff");
        var disabled = facts.number("enterprise.disabledStaff");
        var lacking = staff.flatMap(all -> disabled.map(some -> 15 * all - 1000 * some));
        var levy = facts.number("enterprise.levyWage")
                .flatMap(wage ->
                        lacking.map(perMille -> rounded(Math.min(wage, 2 * localWage(year)) * perMille, 1000)));
        return DemoRules.outcome(
                holds(lacking, perMille -> perMille > 0),
                levy.map(fen -> rounded(fen * relief(staff.orElseThrow(), disabled.orElseThrow()), 100)));
    }

    private static long relief(long staff, long disabled) {
        if (staff < 31) {
            return 100;
        }
        return disabled * 100 < staff ? 10 : 50;
    }

    private static long localWage(int year) {
        return 100L
                * switch (year) {
                    case 2020 -> 110_000;
                    case 2021 -> 118_000;
                    case 2022 -> 125_000;
                    case 2023, 2024 -> 130_000;
                    default -> 140_000;
                };
    }
}
