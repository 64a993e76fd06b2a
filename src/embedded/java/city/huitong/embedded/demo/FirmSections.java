package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What departments other than the tax service know about enterprises. */
final class FirmSections {

    private static final String CODE = "uscc";
    private static final String INDIVIDUAL = "individual-business";
    private static final LocalDate FIRST_YEAR_END = LocalDate.of(2022, 12, 31);
    private static final LocalDate FIRST_QUARTER = LocalDate.of(2024, 1, 1);
    private static final int YEARS = 4;
    private static final int QUARTERS = 8;

    static final Section ENTERPRISES = new Section(
            "enterprises",
            List.of(CODE),
            10,
            world -> world.firms().size(),
            FirmSections::enterprise,
            PersonSections.once("status", "open", "revoked"));

    static final List<Section> ALL = List.of(
            ENTERPRISES,
            new Section(
                    "insurance-years",
                    List.of(CODE, "year_end"),
                    60,
                    world -> world.firms().size() * YEARS,
                    FirmSections::insuranceYear,
                    row -> row.with("new_claimants", PersonSections.plain().number("new_claimants", 999))),
            new Section(
                    "insurance-payments",
                    List.of(CODE, "quarter_end"),
                    10,
                    world -> world.firms().size() * QUARTERS,
                    FirmSections::insurancePayment,
                    row -> row.with("months_paid", PersonSections.plain().number("months_paid", 0))),
            new Section(
                    "high-tech-firms",
                    List.of(CODE, "certified_on"),
                    0,
                    world -> world.firms().size(),
                    FirmSections::certificate,
                    row -> row.with("certificate", PersonSections.plain().text("certificate", "GX0000000000"))),
            new Section(
                    "insolvencies",
                    List.of(CODE, "case_number"),
                    0,
                    world -> world.firms().size(),
                    FirmSections::insolvency,
                    row -> row.with("accepted_on", PersonSections.plain().date("accepted_on", FIRST_YEAR_END))));

    private FirmSections() {}

    private static Optional<Row> enterprise(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot);
        return Optional.of(Row.ofFirm(firm)
                .text("name", firm.name())
                .date("established_on", firm.established())
                .text("industry", firm.industry())
                .when(!draw.chance(30), row -> row.flag("restricted_industry", draw.chance(25)))
                .when(!draw.chance(30), row -> row.text("size", firm.size()))
                .money("capital", firm.staff() * draw.between(2L, 30L) * 1_000_000)
                .text("district", PersonSections.district(draw))
                .when(!draw.chance(25), row -> row.text("kind", isIndividual(world, firm) ? INDIVIDUAL : "company"))
                .text("status", draw.chance(960) ? "open" : "revoked"));
    }

    /** An individual business (个体工商户), not a company. */
    static boolean isIndividual(World world, Firm firm) {
        return firm.size().equals("micro") && world.draw("kind", firm.index()).chance(250);
    }

    private static Optional<Row> insuranceYear(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / YEARS);
        LocalDate end = FIRST_YEAR_END.plusYears(slot % YEARS);
        if (!firm.insured() || firm.established().isAfter(end)) {
            return Optional.empty();
        }
        int insured = firm.staff();
        return Optional.of(Row.ofFirm(firm)
                .date("year_end", end)
                .number("average_insured", insured)
                .number("new_claimants", claimants(insured, draw))
                .money("contributions", draw.chance(20) ? 0 : insured * draw.between(45_000L, 140_000L)));
    }

    private static long claimants(int insured, Draw draw) {
        int perMille = switch (draw.weighted(700, 180, 60, 60)) {
            case 0 -> 0;
            case 1 -> draw.between(0, 55);
            case 2 -> insured <= 30 ? 200 : 55;
            default -> draw.between(40, 350);
        };
        return (long) insured * perMille / 1000;
    }

    private static Optional<Row> insurancePayment(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / QUARTERS);
        LocalDate start = FIRST_QUARTER.plusMonths(3L * (slot % QUARTERS));
        if (!firm.insured() || firm.established().isAfter(start)) {
            return Optional.empty();
        }
        int months = draw.chance(940) ? 3 : draw.between(0, 2);
        return Optional.of(Row.ofFirm(firm)
                .date("quarter_end", start.plusMonths(3).minusDays(1))
                .number("months_paid", months)
                .money("amount", draw.between(4_000L, 11_000L) * firm.staff() * months));
    }

    private static Optional<Row> certificate(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot);
        boolean able = List.of("manufacturing", "research", "software").contains(firm.industry());
        if (!able || !draw.chance(firm.staff() < 10 ? 60 : 350)) {
            return Optional.empty();
        }
        LocalDate certified = draw.day(LocalDate.of(2020, 1, 1), world.today());
        return Optional.of(Row.ofFirm(firm)
                .date("certified_on", certified)
                .text("certificate", "GX" + certified.getYear() + Codes.padded(slot, 6)));
    }

    private static Optional<Row> insolvency(World world, int slot, Draw draw) {
        if (!draw.chance(15)) {
            return Optional.empty();
        }
        LocalDate accepted = draw.day(LocalDate.of(2023, 1, 1), world.today());
        return Optional.of(Row.ofFirm(world.firms().get(slot))
                .text("case_number", "P" + accepted.getYear() + "-" + Codes.padded(slot, 6))
                .date("accepted_on", accepted));
    }
}
