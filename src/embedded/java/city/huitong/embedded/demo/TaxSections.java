package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the tax service knows about enterprises. */
final class TaxSections {

    private static final String CODE = "uscc";
    private static final LocalDate FIRST_YEAR_END = LocalDate.of(2023, 12, 31);
    private static final LocalDate FIRST_MONTH = LocalDate.of(2025, 6, 1);
    private static final int YEARS = 3;
    private static final int MONTHS = 17;
    private static final int TWO = 2;
    private static final int THREE = 3;
    private static final int PERCENT = 100;

    /** Fen at which the relief for small profits turns. */
    private static final List<Long> NEAR_INCOME =
            List.of(99_999_900L, 100_000_000L, 299_999_999L, 300_000_000L, 300_000_001L, 301_000_000L);
    /** Fen at which exemption from VAT turns. */
    private static final List<Long> NEAR_SALES = List.of(9_999_999L, 10_000_000L, 10_000_001L, 10_000_100L);
    /** Fen of assets at which the relief for small profits turns. */
    private static final List<Long> NEAR_ASSETS = List.of(4_999_999_999L, 5_000_000_000L, 5_000_000_001L);

    static final List<Section> ALL = List.of(
            new Section(
                            "taxpayers",
                            List.of(CODE),
                            15,
                            world -> world.firms().size(),
                            TaxSections::taxpayer,
                            PersonSections.once("payer_kind", "small-scale", "general"))
                    .always((world, slot) ->
                            !FirmSections.ENTERPRISES.fate(world, slot).remains()),
            new Section(
                    "income-tax-years",
                    List.of(CODE, "year_end"),
                    80,
                    world -> world.firms().size() * YEARS,
                    TaxSections::incomeYear,
                    row -> row.with("taxable_income", PersonSections.plain().money("taxable_income", 400_000_000))),
            new Section(
                    "vat-returns",
                    List.of(CODE, "period_end"),
                    30,
                    world -> world.firms().size() * MONTHS,
                    TaxSections::vatReturn,
                    row -> row.with("sales", PersonSections.plain().money("sales", 20_000_000))),
            new Section(
                    "vat-credits",
                    List.of(CODE, "assessed_on"),
                    10,
                    world -> world.firms().size() * TWO,
                    TaxSections::credit,
                    row -> row.with("incremental_credit", PersonSections.plain().money("incremental_credit", 0))),
            new Section(
                    "tax-ratings",
                    List.of(CODE, "year_end"),
                    70,
                    world -> world.firms().size() * YEARS,
                    TaxSections::rating,
                    PersonSections.once("rating", "M", "B")),
            new Section(
                    "tax-violations",
                    List.of(CODE, "decided_on", "kind"),
                    0,
                    world -> world.firms().size() * THREE,
                    TaxSections::violation,
                    row -> row.with("penalty", PersonSections.plain().money("penalty", 100))),
            new Section(
                    "immediate-refunds",
                    List.of(CODE, "refunded_on"),
                    0,
                    world -> world.firms().size(),
                    TaxSections::refund,
                    row -> row.with("amount", PersonSections.plain().money("amount", 100))));

    private TaxSections() {}

    private static Optional<Row> taxpayer(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot);
        boolean rated = firm.smallScale() && !draw.chance(12);
        return Optional.of(Row.ofFirm(firm)
                .text("payer_kind", firm.smallScale() ? "small-scale" : "general")
                .when(rated, row -> row.number("levy_rate", draw.chance(930) ? 3 : 5))
                .date("registered_on", firm.established()));
    }

    private static Optional<Row> incomeYear(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / YEARS);
        LocalDate end = FIRST_YEAR_END.plusYears(slot % YEARS);
        if (firm.established().isAfter(end)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofFirm(firm)
                .date("year_end", end)
                .money("taxable_income", taxableIncome(firm, draw))
                .number("average_staff", firm.staff())
                .money("average_assets", assets(firm, draw)));
    }

    private static long taxableIncome(Firm firm, Draw draw) {
        return switch (draw.weighted(820, 150, 30)) {
            case 0 -> firm.staff() * draw.longTailed(2_200_000, 1.0);
            case 1 -> 0;
            default -> draw.pick(NEAR_INCOME);
        };
    }

    private static long assets(Firm firm, Draw draw) {
        return draw.chance(15) ? draw.pick(NEAR_ASSETS) : firm.staff() * draw.longTailed(22_000_000, 0.8);
    }

    private static Optional<Row> vatReturn(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / MONTHS);
        LocalDate start = FIRST_MONTH.plusMonths(slot % MONTHS);
        if (!firm.smallScale() || firm.established().isAfter(start)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofFirm(firm)
                .date("period_end", start.plusMonths(1).minusDays(1))
                .money("sales", draw.chance(30) ? draw.pick(NEAR_SALES) : sales(firm, draw)));
    }

    private static long sales(Firm firm, Draw draw) {
        return firm.staff() * draw.longTailed(1_700_000, 0.7);
    }

    /** Even slots are the assessment before, odd ones the newest. */
    private static Optional<Row> credit(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / TWO);
        boolean newest = slot % TWO == 1;
        if (firm.smallScale() || !draw.chance(newest ? 700 : 300)) {
            return Optional.empty();
        }
        LocalDate first = newest ? LocalDate.of(2025, 1, 1) : LocalDate.of(2023, 1, 1);
        return Optional.of(Row.ofFirm(firm)
                .date("assessed_on", draw.day(first, newest ? world.today() : LocalDate.of(2024, 12, 31)))
                .money("incremental_credit", draw.chance(150) ? 0 : firm.staff() * draw.longTailed(300_000, 1.0))
                .money("existing_credit", draw.chance(400) ? 0 : firm.staff() * draw.longTailed(200_000, 1.0))
                .when(!draw.chance(40), row -> row.number("composition_ratio", draw.between(55, PERCENT)))
                .when(!draw.chance(60), row -> row.number("class_share", share(draw))));
    }

    private static long share(Draw draw) {
        return draw.chance(60) ? draw.between(49, 51) : draw.between(0, PERCENT);
    }

    private static Optional<Row> rating(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / YEARS);
        LocalDate end = FIRST_YEAR_END.plusYears(slot % YEARS);
        if (firm.established().isAfter(end)) {
            return Optional.empty();
        }
        int position = firm.honest() ? draw.weighted(180, 480, 300, 35, 5) : draw.weighted(60, 200, 100, 250, 390);
        return Optional.of(Row.ofFirm(firm)
                .date("year_end", end)
                .text("rating", List.of("A", "B", "M", "C", "D").get(position)));
    }

    /** Three slots for each enterprise, whose days never meet: that keeps keys apart. */
    private static Optional<Row> violation(World world, int slot, Draw draw) {
        Firm firm = world.firms().get(slot / THREE);
        if (!draw.chance(firm.honest() ? 10 : 450)) {
            return Optional.empty();
        }
        long day = draw.between(
                LocalDate.of(2021, 6, 1).toEpochDay(), world.today().toEpochDay() - THREE);
        String kind = List.of("evasion", "false-invoice", "refund-fraud").get(draw.weighted(800, 130, 70));
        return Optional.of(Row.ofFirm(firm)
                .date("decided_on", LocalDate.ofEpochDay(day - day % THREE + slot % THREE))
                .text("kind", kind)
                .money("penalty", draw.longTailed(3_000_000, 1.0)));
    }

    private static Optional<Row> refund(World world, int slot, Draw draw) {
        if (!draw.chance(35)) {
            return Optional.empty();
        }
        LocalDate refunded = draw.chance(250)
                ? draw.pick(List.of(LocalDate.of(2019, 3, 31), LocalDate.of(2019, 4, 1)))
                : draw.day(LocalDate.of(2017, 1, 1), world.today());
        return Optional.of(Row.ofFirm(world.firms().get(slot))
                .date("refunded_on", refunded)
                .money("amount", draw.longTailed(5_000_000, 0.9)));
    }
}
