package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What departments know about firms that do research, pay local taxes and employ disabled persons. */
final class ResearchSections {

    private static final String CODE = "uscc";
    private static final LocalDate FIRST_YEAR_END = LocalDate.of(2024, 12, 31);
    private static final int TWO = 2;
    private static final int MILLE = 1000;

    /** Spending in per mille of sales at which high-tech firms are told apart. */
    private static final List<Integer> NEAR_SPENDING = List.of(29, 30, 39, 40, 49, 50);

    /** Business income at which the brackets of the tax and its relief turn, in fen. */
    private static final List<Long> NEAR_INCOME =
            List.of(3_000_000L, 3_000_100L, 100_000_000L, 200_000_000L, 200_000_100L);

    static final List<Section> ALL = List.of(
            new Section(
                    "local-tax-quarters",
                    List.of(CODE, "quarter_end"),
                    20,
                    ResearchSections::twice,
                    ResearchSections::quarter,
                    row -> row.with("amount", PersonSections.plain().money("amount", 100))),
            new Section(
                    "business-income-years",
                    List.of(CODE, "year_end"),
                    20,
                    ResearchSections::twice,
                    ResearchSections::income,
                    row -> row.with("taxable_income", PersonSections.plain().money("taxable_income", 100))),
            new Section(
                    "rd-years",
                    List.of(CODE, "year_end"),
                    20,
                    ResearchSections::twice,
                    ResearchSections::research,
                    row -> row.with("spending", PersonSections.plain().money("spending", 100))),
            new Section(
                    "sme-titles",
                    List.of(CODE, "granted_on"),
                    0,
                    world -> world.firms().size(),
                    ResearchSections::title,
                    PersonSections.once("level", "city", "district")),
            new Section(
                    "disability-employment",
                    List.of(CODE, "year_end"),
                    20,
                    ResearchSections::twice,
                    ResearchSections::employment,
                    row -> row.with("staff", PersonSections.plain().number("staff", 1))));

    private ResearchSections() {}

    private static int twice(World world) {
        return world.firms().size() * TWO;
    }

    private static Optional<Row> quarter(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / TWO);
        LocalDate end = slot % TWO == 0 ? LocalDate.of(2025, 6, 30) : LocalDate.of(2026, 9, 30);
        if (firm.established().isAfter(end.minusMonths(3)) || !draw.chance(850)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofFirm(firm)
                .date("quarter_end", end)
                .money("amount", draw.chance(60) ? 0 : firm.staff() * draw.longTailed(18_000, 0.9)));
    }

    private static Optional<Row> income(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / TWO);
        LocalDate end = FIRST_YEAR_END.plusYears(slot % TWO);
        if (!FirmSections.isIndividual(world, firm) || firm.established().isAfter(end)) {
            return Optional.empty();
        }
        long income = draw.chance(100) ? draw.pick(NEAR_INCOME) : firm.staff() * draw.longTailed(6_000_000, 1.0);
        return Optional.of(
                Row.ofFirm(firm).date("year_end", end).money("taxable_income", draw.chance(60) ? 0 : income));
    }

    /** Both years of a firm, or none: who does research does so for longer. */
    private static boolean isResearching(World world, Firm firm) {
        boolean able = List.of("manufacturing", "research", "software").contains(firm.industry());
        return world.draw("researching", firm.index()).chance(able ? 420 : 25);
    }

    private static Optional<Row> research(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / TWO);
        LocalDate end = FIRST_YEAR_END.plusYears(slot % TWO);
        if (!isResearching(world, firm) || firm.established().isAfter(end)) {
            return Optional.empty();
        }
        long sales = firm.staff() * draw.longTailed(42_000_000, 0.6);
        long threeYears = sales * draw.between(24, 33) / 10;
        long spent = threeYears / MILLE * (draw.chance(250) ? draw.pick(NEAR_SPENDING) : draw.between(5, 110));
        return Optional.of(Row.ofFirm(firm)
                .date("year_end", end)
                .money("spending", spent / 3)
                .money("spending_three_years", spent)
                .when(!draw.chance(30), row -> row.money("sales", sales))
                .money("sales_three_years", threeYears)
                .when(!draw.chance(30), row -> row.number("in_china_percent", draw.between(55, 100)))
                .number("staff", firm.staff())
                .when(
                        !draw.chance(30),
                        row -> row.number("tech_staff", (long) firm.staff() * draw.between(5, 60) / 100))
                .when(!draw.chance(30), row -> row.number("high_tech_percent", draw.between(50, 100)))
                .number("accidents", draw.chance(20) ? 1 : 0)
                .when(!draw.chance(30), row -> row.text("priority", priority(draw))));
    }

    private static String priority(Draw draw) {
        return List.of("none", "integrated-circuits", "machine-tools").get(draw.weighted(880, 70, 50));
    }

    private static Optional<Row> title(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot);
        if (!isResearching(world, firm) || firm.staff() < 5 || !draw.chance(600)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofFirm(firm)
                .date("granted_on", draw.day(LocalDate.of(2024, 1, 1), world.today()))
                .text("level", List.of("national", "city", "district").get(draw.weighted(200, 450, 350)))
                .when(!draw.chance(40), row -> row.text("review", draw.chance(700) ? "first" : "confirmed"))
                .when(
                        !draw.chance(40),
                        row -> row.money("rd_deduction", firm.staff() * draw.longTailed(4_000_000, 0.9))));
    }

    private static Optional<Row> employment(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / TWO);
        LocalDate end = FIRST_YEAR_END.plusYears(slot % TWO);
        if (firm.established().isAfter(end) || !draw.chance(850)) {
            return Optional.empty();
        }
        long disabled = (long) firm.staff() * draw.pick(List.of(0, 0, 5, 10, 15, 20)) / MILLE;
        return Optional.of(Row.ofFirm(firm)
                .date("year_end", end)
                .number("staff", firm.staff())
                .when(!draw.chance(20), row -> row.number("disabled_staff", disabled))
                .when(!draw.chance(20), row -> row.money("average_wage", draw.longTailed(11_000_000, 0.6))));
    }
}
