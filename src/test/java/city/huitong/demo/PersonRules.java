package city.huitong.demo;

import static city.huitong.demo.Truth.all;
import static city.huitong.demo.Truth.any;
import static city.huitong.demo.Truth.holds;

import city.huitong.demo.DemoOracle.Expected;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Policies for persons that came after the first seven, as somebody would write them down who has never heard of the pack. */
final class PersonRules {

    private static final LocalDate LIST_OF_2021 = LocalDate.of(2021, 12, 27);

    private PersonRules() {}

    static Expected disabilityLiving(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2018) {
            return DemoRules.NOT_IN_FORCE;
        }
        var grade = facts.number("person.disabilityGrade");
        var family = facts.text("household.assistance");
        Truth full = any(
                all(holds(grade, is -> is < 3), holds(facts.flag("person.employed"), job -> !job)),
                holds(family, "minimum-living"::equals));
        Truth truth = all(
                DemoRules.resident(facts, "x"),
                holds(grade, is -> is > 0),
                any(full, holds(family, "low-income"::equals)));
        boolean old = asOf.isBefore(LIST_OF_2021);
        return DemoRules.outcome(truth, choice(full, old ? 33_000 : 41_000, old ? 30_000 : 29_000));
    }

    static Expected beijingLiving(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2020) {
            return DemoRules.NOT_IN_FORCE;
        }
        var grade = facts.number("person.disabilityGrade");
        var kind = facts.text("person.disabilityType");
        var family = facts.text("household.assistance");
        Truth severe = any(
                all(holds(grade, is -> is < 3), holds(kind, List.of("visual", "physical")::contains)),
                all(holds(grade, is -> is < 4), holds(kind, List.of("intellectual", "mental")::contains)));
        Truth poor = holds(family, "minimum-living"::equals);
        Truth truth = all(
                DemoRules.resident(facts, "bj"),
                holds(grade, is -> is > 0),
                any(poor, holds(family, "low-income"::equals)));
        return DemoRules.outcome(truth, poor == Truth.TRUE ? choice(severe, 40_000, 32_000) : Optional.of(30_000L));
    }

    static Expected beijingCare(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2020) {
            return DemoRules.NOT_IN_FORCE;
        }
        var grade = facts.number("person.disabilityGrade");
        Truth mind = holds(facts.text("person.disabilityType"), List.of("intellectual", "mental")::contains);
        Truth severe = any(holds(grade, is -> is == 1 || is == 2), all(holds(grade, is -> is == 3), mind));
        return DemoRules.outcome(
                all(DemoRules.resident(facts, "bj"), severe), grade.map(is -> is == 1 ? 30_000L : 10_000L));
    }

    static Expected jobExpansion(KnownFacts facts, LocalDate asOf) {
        int year = asOf.getYear();
        if (year != 2022 && year != 2025) {
            return DemoRules.NOT_IN_FORCE;
        }
        Truth graduate = holds(facts.day("person.graduatedOn"), day -> day.getYear() == year);
        Truth later = year == 2022 ? Truth.FALSE : all(registered(facts), any(recent(facts), young(facts)));
        return hire(facts, asOf, year, any(graduate, later), 1, year == 2022 ? 1 : 3, 150_000);
    }

    static Expected hiring(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2023) {
            return DemoRules.NOT_IN_FORCE;
        }
        int year = Math.min(asOf.getYear(), 2026);
        Truth graduate = holds(facts.day("person.graduatedOn"), day -> day.getYear() == year);
        Truth unemployed = holds(facts.number("person.unemployedMonths"), months -> months > 2);
        Truth later = all(registered(facts), any(recent(facts), unemployed, young(facts)));
        return hire(facts, asOf, year, any(graduate, later), 12, 1, 200_000);
    }

    private static Expected hire(
            KnownFacts facts, LocalDate asOf, int year, Truth who, int contract, int insured, long fen) {
        Truth truth = all(
                holds(facts.flag("person.newlyHired"), hired -> hired),
                holds(facts.day("person.hiredOn"), day -> day.getYear() >= year && !day.isAfter(asOf)),
                who,
                holds(facts.number("person.contractMonths"), months -> months >= contract),
                holds(facts.number("person.insuredMonths"), months -> months >= insured));
        return DemoRules.outcome(truth, facts.text("person.employer").map(_ -> fen));
    }

    private static Truth registered(KnownFacts facts) {
        return holds(facts.flag("person.registeredUnemployed"), is -> is);
    }

    private static Truth recent(KnownFacts facts) {
        var hired = facts.day("person.hiredOn");
        var lapse = facts.day("person.graduatedOn").map(day -> day.plusMonths(25));
        return holds(lapse.flatMap(day -> hired.map(day::isAfter)), is -> is);
    }

    private static Truth young(KnownFacts facts) {
        var age = facts.day("person.hiredOn").flatMap(day -> facts.age("person.birth", day));
        return holds(age, years -> years > 15 && years < 25);
    }

    static Expected skillUpgrade(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2017) {
            return DemoRules.NOT_IN_FORCE;
        }
        int months = asOf.getYear() < 2022 ? 36 : 12;
        var level = facts.number("person.certificateLevel");
        Truth subsidised = asOf.getYear() < 2024
                ? Truth.TRUE
                : holds(facts.flag("person.trainingSubsidised"), already -> !already);
        Truth truth = all(
                holds(facts.flag("person.certified"), is -> is),
                holds(
                        facts.day("person.certifiedOn"),
                        day -> !day.isAfter(asOf) && day.plusYears(1).isAfter(asOf)),
                holds(level, is -> is > 2 && is < 6),
                holds(facts.number("person.contributionMonths"), paid -> paid >= months),
                subsidised);
        var amount = level.map(is -> 350_000 - 50_000 * is);
        return DemoRules.outcome(truth, facts.text("person.certificateTrade").flatMap(_ -> amount));
    }

    static Expected childcare(KnownFacts facts, LocalDate asOf) {
        if (asOf.getYear() < 2025) {
            return DemoRules.NOT_IN_FORCE;
        }
        Truth truth = all(
                holds(facts.flag("person.deceased"), dead -> !dead),
                holds(facts.age("person.birth", asOf), years -> years < 3));
        var months = facts.day("person.birth")
                .map(birth -> Math.min(12, 12L * (birth.getYear() + 3 - asOf.getYear()) + birth.getMonthValue()));
        return DemoRules.outcome(truth, facts.text("person.household").flatMap(_ -> months.map(left -> 30_000 * left)));
    }

    static Expected deduction(KnownFacts facts, LocalDate asOf) {
        int year = asOf.getYear();
        if (year < 2019) {
            return DemoRules.NOT_IN_FORCE;
        }
        boolean raised = year > 2022;
        long child = raised ? 200_000 : 100_000;
        var small = year < 2022 ? Optional.of(0L) : facts.number("person.childrenUnderThree");
        var students = facts.number("person.childrenInEducation");
        var parents = facts.flag("person.supportsElderly");
        Truth truth = all(
                holds(facts.flag("person.deceased"), dead -> !dead),
                any(holds(small, n -> n > 0), holds(students, n -> n > 0), holds(parents, is -> is)));
        // Whoever is known to have a share of nothing gets nothing for parents, whether there are any or not.
        var elderly = parents.isEmpty()
                ? elderly(facts, raised).filter(fen -> fen == 0)
                : parents.flatMap(is -> is ? elderly(facts, raised) : Optional.of(0L));
        return DemoRules.outcome(
                truth, small.flatMap(a -> students.flatMap(b -> elderly.map(rest -> (a + b) * child + rest))));
    }

    private static Optional<Long> elderly(KnownFacts facts, boolean raised) {
        var share = facts.number("person.elderlyShare").map(fen -> Math.min(fen, raised ? 150_000L : 100_000L));
        return facts.flag("person.onlyChild").flatMap(only -> only ? Optional.of(raised ? 300_000L : 200_000L) : share);
    }

    static Expected scrap(KnownFacts facts, LocalDate asOf) {
        if (asOf.isBefore(LocalDate.of(2024, 4, 26)) || asOf.getYear() > 2025) {
            return DemoRules.NOT_IN_FORCE;
        }
        boolean first = asOf.getYear() == 2024;
        var old = any(
                car(facts, "petrol", LocalDate.of(2012, 7, 1)),
                car(facts, "diesel", LocalDate.of(2014, 7, 1)),
                car(facts, "electric", LocalDate.of(2019, 1, 1)));
        var since = first ? LocalDate.of(2024, 4, 27) : LocalDate.of(2025, 1, 9);
        return trade(facts, asOf, "scrap", since, old, first ? 1_000_000 : 2_000_000, first ? 700_000 : 1_500_000);
    }

    private static Truth car(KnownFacts facts, String fuel, LocalDate before) {
        return all(
                holds(facts.text("person.oldCarFuel"), fuel::equals),
                holds(facts.day("person.oldCarRegistered"), day -> day.isBefore(before)));
    }

    static Expected replacement(KnownFacts facts, LocalDate asOf) {
        return asOf.getYear() == 2025
                ? trade(facts, asOf, "replace", LocalDate.of(2025, 1, 9), Truth.TRUE, 1_500_000, 1_300_000)
                : DemoRules.NOT_IN_FORCE;
    }

    private static Expected trade(
            KnownFacts facts, LocalDate asOf, String mode, LocalDate since, Truth old, long electric, long petrol) {
        var kind = facts.text("person.newCarKind");
        Truth truth = all(
                holds(facts.text("person.tradeInMode"), mode::equals),
                holds(facts.day("person.tradeInApplied"), day -> day.getYear() == asOf.getYear() && !day.isAfter(asOf)),
                holds(facts.day("person.oldCarOwnedSince"), day -> day.isBefore(since)),
                old,
                holds(kind, is -> !is.equals("petrol-large")));
        var amount = kind.map(is -> is.equals("nev") ? electric : petrol);
        return DemoRules.outcome(truth, facts.text("person.newCarPlate").flatMap(_ -> amount));
    }

    private static Optional<Long> choice(Truth truth, long yes, long no) {
        return switch (truth) {
            case TRUE -> Optional.of(yes);
            case FALSE -> Optional.of(no);
            case MISSING -> Optional.empty();
        };
    }
}
