package city.huitong.demo;

import static city.huitong.demo.Truth.all;
import static city.huitong.demo.Truth.any;
import static city.huitong.demo.Truth.holds;

import city.huitong.demo.DemoOracle.Expected;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The policies as somebody would write them down who has never heard of the pack: no YAML, no expressions, and another
 * arithmetic.
 */
final class DemoRules {

    static final Expected NOT_IN_FORCE = new Expected("NOT_IN_FORCE", 0);
    private static final long MILLION = 100_000_000L;
    private static final LocalDate YEAR_2023 = LocalDate.of(2023, 1, 1);

    private DemoRules() {}

    static Expected decide(String policy, KnownFacts facts, LocalDate asOf) {
        return switch (policy) {
            case "x.elderly-allowance" -> elderly(facts, asOf);
            case "x.severe-disability-care" -> care(facts, asOf);
            case "x.minimum-living" -> minimumLiving(facts, asOf);
            case "x.job-retention-refund" -> jobRetention(facts, asOf);
            case "cn.small-profit-cit" -> smallProfit(facts, asOf);
            case "cn.small-scale-vat" -> smallScale(facts, asOf);
            case "cn.vat-credit-refund" -> creditRefund(facts, asOf);
            case "x.disability-living" -> PersonRules.disabilityLiving(facts, asOf);
            case "bj.disability-living" -> PersonRules.beijingLiving(facts, asOf);
            case "bj.disability-care" -> PersonRules.beijingCare(facts, asOf);
            case "cn.job-expansion-subsidy" -> PersonRules.jobExpansion(facts, asOf);
            case "x.hiring-subsidy" -> PersonRules.hiring(facts, asOf);
            case "cn.skill-upgrade-subsidy" -> PersonRules.skillUpgrade(facts, asOf);
            case "cn.childcare-subsidy" -> PersonRules.childcare(facts, asOf);
            case "cn.individual-deduction" -> PersonRules.deduction(facts, asOf);
            case "cn.car-scrap-renewal" -> PersonRules.scrap(facts, asOf);
            case "cn.car-replacement" -> PersonRules.replacement(facts, asOf);
            case "cn.six-taxes-two-fees" -> EnterpriseRules.sixTaxes(facts, asOf);
            case "cn.individual-business-pit" -> EnterpriseRules.businessIncome(facts, asOf);
            case "cn.high-tech-enterprise" -> EnterpriseRules.highTech(facts, asOf);
            case "cn.rd-super-deduction" -> EnterpriseRules.superDeduction(facts, asOf);
            case "x.sme-award" -> EnterpriseRules.smeAward(facts, asOf);
            case "x.sme-award-research" -> EnterpriseRules.smeResearch(facts, asOf);
            case "cn.disability-levy-relief" -> EnterpriseRules.levyRelief(facts, asOf);
            default -> throw new IllegalArgumentException(policy);
        };
    }

    private static Expected elderly(KnownFacts facts, LocalDate asOf) {
        if (asOf.isBefore(LocalDate.of(2016, 5, 1))) {
            return NOT_IN_FORCE;
        }
        var age = facts.age("person.birth", asOf);
        return outcome(
                all(resident(facts, "x"), holds(age, years -> years >= 65)), () -> elderlyAmount(age.orElseThrow()));
    }

    private static long elderlyAmount(int age) {
        if (age < 70) {
            return 7_500;
        }
        if (age < 80) {
            return 15_000;
        }
        if (age < 90) {
            return 18_000;
        }
        return age < 100 ? 35_000 : 60_000;
    }

    private static Expected care(KnownFacts facts, LocalDate asOf) {
        if (asOf.isBefore(LocalDate.of(2021, 12, 27))) {
            return NOT_IN_FORCE;
        }
        var grade = facts.number("person.disabilityGrade");
        Truth mind = holds(facts.text("person.disabilityType"), List.of("intellectual", "mental")::contains);
        Truth severe = any(holds(grade, is -> is == 1 || is == 2), all(holds(grade, is -> is == 3), mind));
        return outcome(all(resident(facts, "x"), severe), () -> grade.orElseThrow() == 1 ? 30_000 : 15_000);
    }

    private static Expected minimumLiving(KnownFacts facts, LocalDate asOf) {
        if (asOf.isBefore(LocalDate.of(2020, 7, 1))) {
            return NOT_IN_FORCE;
        }
        var line = facts.age("person.birth", asOf).map(age -> line(age < 16, asOf));
        var assessed = facts.day("household.incomeAssessed").filter(day -> !day.isBefore(asOf.minusDays(730)));
        var income = facts.number("household.income").filter(_ -> assessed.isPresent());
        var perHead =
                facts.number("household.members").flatMap(members -> income.map(total -> rounded(total, members)));
        var gap = line.flatMap(limit -> perHead.map(each -> limit - each));
        return outcome(all(resident(facts, "x"), holds(gap, fen -> fen > 0)), gap::orElseThrow);
    }

    private static long line(boolean minor, LocalDate asOf) {
        LocalDate halfYearAgo = asOf.minusMonths(6);
        int year = Math.min(halfYearAgo.getYear(), 2024);
        return switch (year) {
            case 2020 -> minor ? 161_500 : 124_000;
            case 2021 -> minor ? 173_000 : 133_000;
            case 2022 -> minor ? 185_000 : 142_000;
            case 2023 -> minor ? 196_500 : 151_000;
            default -> minor ? 207_500 : 159_500;
        };
    }

    static Truth resident(KnownFacts facts, String city) {
        Truth registered = holds(facts.text("person.hukou"), city::equals);
        return all(registered, holds(facts.flag("person.deceased"), dead -> !dead));
    }

    private static Expected jobRetention(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2022 || asOf.getYear() > 2025) {
            return NOT_IN_FORCE;
        }
        boolean first = asOf.isBefore(YEAR_2023);
        var paid = facts.number("enterprise.contributions");
        var staff = facts.number("enterprise.averageInsured");
        var gone = facts.number("enterprise.newClaimants");
        Truth months = first ? Truth.TRUE : holds(facts.number("enterprise.contributionMonths"), count -> count > 11);
        var excess = staff.flatMap(all -> gone.map(some -> 1000 * some - all * (all > 30 ? 55 : 200)));
        Truth truth = all(holds(paid, fen -> fen > 0), months, holds(excess, too -> too <= 0));
        return outcome(truth, () -> rounded(paid.orElseThrow() * share(staff.orElseThrow() > 300, first), 100));
    }

    private static long share(boolean large, boolean first) {
        if (large) {
            return first ? 50 : 30;
        }
        return first ? 90 : 60;
    }

    private static Expected smallProfit(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2019 || asOf.getYear() > 2027) {
            return NOT_IN_FORCE;
        }
        var income = facts.number("enterprise.taxableIncome");
        return outcome(
                lowProfit(facts),
                () -> rounded(income.orElseThrow(), 4) - smallProfitTax(income.orElseThrow(), asOf.getYear()));
    }

    static Truth lowProfit(KnownFacts facts) {
        return all(
                holds(facts.flag("enterprise.restrictedIndustry"), restricted -> !restricted),
                holds(facts.number("enterprise.taxableIncome"), fen -> fen <= 3 * MILLION),
                holds(facts.number("enterprise.averageStaff"), staff -> staff <= 300),
                holds(facts.number("enterprise.averageAssets"), fen -> fen <= 50 * MILLION));
    }

    private static long smallProfitTax(long income, int year) {
        long first = Math.min(income, MILLION);
        long rest = income - first;
        return switch (year) {
            case 2019, 2020 -> rounded(first + 2 * rest, 20);
            case 2021 -> rounded(first + 4 * rest, 40);
            case 2022 -> rounded(first + 2 * rest, 40);
            default -> rounded(income, 20);
        };
    }

    private static Expected smallScale(KnownFacts facts, LocalDate asOf) {
        if (asOf.isBefore(LocalDate.of(2021, 4, 1)) || asOf.getYear() > 2027) {
            return NOT_IN_FORCE;
        }
        boolean first = asOf.isBefore(YEAR_2023);
        var sales = facts.number("enterprise.monthlySales");
        var rate = facts.number("enterprise.levyRate");
        Truth exempt = holds(sales, fen -> fen <= (first ? 15_000_000 : 10_000_000));
        Truth reduced = first ? Truth.FALSE : all(holds(sales, fen -> fen > 10_000_000), holds(rate, is -> is == 3));
        Truth truth = all(
                holds(facts.text("enterprise.payerKind"), "small-scale"::equals),
                holds(rate, List.of(3L, 5L)::contains),
                any(exempt, reduced));
        return outcome(truth, () -> saved(sales.orElseThrow(), rate.orElseThrow(), exempt == Truth.TRUE));
    }

    private static long saved(long sales, long rate, boolean exempt) {
        return rounded(sales * rate, 100) - (exempt ? 0 : rounded(sales, 100));
    }

    private static Expected creditRefund(KnownFacts facts, LocalDate asOf) {
        if (asOf.isBefore(LocalDate.of(2022, 4, 1))) {
            return NOT_IN_FORCE;
        }
        var size = facts.text("enterprise.size");
        Truth listed = all(
                holds(facts.text("enterprise.industry"), listed(asOf)::contains),
                holds(facts.number("enterprise.classShare"), share -> share >= 51));
        var refund = incremental(facts).flatMap(part -> existing(facts, asOf).map(rest -> part + rest));
        Truth truth = all(
                holds(facts.text("enterprise.payerKind"), "general"::equals),
                holds(facts.text("enterprise.taxRating"), List.of("A", "B")::contains),
                holds(facts.number("enterprise.fraudCases"), count -> count == 0),
                holds(facts.number("enterprise.evasionPenalties"), count -> count <= 1),
                holds(facts.flag("enterprise.immediateRefund"), had -> !had),
                any(holds(size, List.of("micro", "small")::contains), listed),
                holds(refund, fen -> fen > 0));
        return outcome(truth, refund::orElseThrow);
    }

    private static Optional<Long> incremental(KnownFacts facts) {
        var credit = facts.number("enterprise.incrementalCredit");
        return facts.number("enterprise.compositionRatio")
                .flatMap(percent -> credit.map(fen -> rounded(fen * percent, 100)));
    }

    private static Optional<Long> existing(KnownFacts facts, LocalDate asOf) {
        boolean smallToo = !asOf.isBefore(LocalDate.of(2022, 5, 1));
        if (facts.number("enterprise.existingCredit")
                .filter(credit -> credit == 0)
                .isPresent()) {
            // Whatever the size is: of nothing, nothing is refunded.
            return Optional.of(0L);
        }
        return facts.text("enterprise.size").flatMap(size -> switch (size) {
            case "micro" -> facts.number("enterprise.existingCredit");
            case "small" -> smallToo ? facts.number("enterprise.existingCredit") : Optional.of(0L);
            default -> Optional.of(0L);
        });
    }

    private static List<String> listed(LocalDate asOf) {
        String six = "manufacturing research energy-water software environment transport";
        String seven = " wholesale-retail agriculture hospitality resident-services education health culture";
        return List.of((asOf.isBefore(LocalDate.of(2022, 7, 1)) ? six : six + seven).split(" ", -1));
    }

    private static Expected outcome(Truth eligible, LongSupplier amount) {
        return switch (eligible) {
            case TRUE -> new Expected("ELIGIBLE", amount.getAsLong());
            case FALSE -> new Expected("NOT_ELIGIBLE", 0);
            case MISSING -> new Expected("UNDETERMINED", 0);
        };
    }

    /** An amount that is not known keeps open who would get it. */
    static Expected outcome(Truth eligible, Optional<Long> amount) {
        return outcome(eligible == Truth.TRUE && amount.isEmpty() ? Truth.MISSING : eligible, amount::orElseThrow);
    }

    /** Halves go up; amounts here are never negative. */
    static long rounded(long dividend, long divisor) {
        return Math.floorDiv(2 * dividend + divisor, 2 * divisor);
    }
}
