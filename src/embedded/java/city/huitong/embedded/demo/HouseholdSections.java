package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What departments know about households, and where the buses stop. */
final class HouseholdSections {

    private static final String NUMBER = "household_number";
    private static final int STOPS = 600;
    private static final int TWO = 2;

    static final List<Section> ALL = List.of(
            new Section(
                    "households",
                    List.of(NUMBER),
                    10,
                    world -> world.households().size(),
                    HouseholdSections::household,
                    row -> row.with("members", PersonSections.plain().number("members", 7))),
            new Section(
                    "household-incomes",
                    List.of(NUMBER, "assessed_on"),
                    0,
                    HouseholdSections::twice,
                    HouseholdSections::income,
                    row -> row.with("monthly_income", PersonSections.plain().money("monthly_income", 150_000))),
            new Section(
                    "homes",
                    List.of(NUMBER, "home_number"),
                    10,
                    HouseholdSections::twice,
                    HouseholdSections::home,
                    row -> row.with("area", PersonSections.plain().number("area", 18))),
            new Section(
                    "utility-bills",
                    List.of(NUMBER, "due_on"),
                    50,
                    HouseholdSections::twice,
                    HouseholdSections::bill,
                    PersonSections.once("status", "unpaid", "paid")),
            new Section(
                    "bus-stops",
                    List.of("stop"),
                    0,
                    _ -> STOPS,
                    HouseholdSections::stop,
                    row -> row.with("lines", PersonSections.plain().number("lines", 1))));

    private HouseholdSections() {}

    private static int twice(World world) {
        return world.households().size() * TWO;
    }

    private static Optional<Row> household(World world, int slot, Draw draw) {
        Household household = world.households().get(slot);
        return Optional.of(Row.ofHousehold(household)
                .number("members", household.members())
                .text("district", PersonSections.district(draw))
                .text("kind", draw.chance(980) ? "family" : "collective"));
    }

    /** Even slots are the assessment before, odd ones the newest. */
    private static Optional<Row> income(World world, int slot, Draw draw) {
        Household household = world.households().get(slot / TWO);
        boolean newest = slot % TWO == 1;
        if (!draw.chance(newest ? 850 : 500)) {
            return Optional.empty();
        }
        long income = household.monthlyIncome();
        return Optional.of(Row.ofHousehold(household)
                .date(
                        "assessed_on",
                        newest
                                ? draw.day(LocalDate.of(2025, 1, 1), world.today())
                                : draw.day(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 12, 31)))
                .money("monthly_income", newest ? income : income * draw.between(80, 105) / 100)
                .text("result", draw.chance(970) ? "confirmed" : "disputed"));
    }

    private static Optional<Row> home(World world, int slot, Draw draw) {
        Household household = world.households().get(slot / TWO);
        if (!draw.chance(slot % TWO == 0 ? 650 : 120)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofHousehold(household)
                .text("home_number", "F" + Codes.padded(slot, 8))
                .number("area", Math.clamp(draw.longTailed(78, 0.4), 18, 600))
                .date("acquired_on", draw.day(LocalDate.of(1998, 1, 1), world.today())));
    }

    private static Optional<Row> bill(World world, int slot, Draw draw) {
        Household household = world.households().get(slot / TWO);
        return Optional.of(Row.ofHousehold(household)
                .date("due_on", slot % TWO == 0 ? LocalDate.of(2026, 6, 30) : LocalDate.of(2026, 9, 30))
                .money("amount", draw.longTailed(32_000, 0.6))
                .text("status", draw.chance(940) ? "paid" : "unpaid"));
    }

    private static Optional<Row> stop(World world, int slot, Draw draw) {
        String place = draw.pick(List.of("青石", "南桥", "北苑", "西渡", "东湖", "新港", "云台", "柳林"));
        return Optional.of(PersonSections.plain()
                .text("stop", "S" + Codes.padded(slot, 4))
                .text("name", place + "路" + (slot + 1) + "站")
                .number("lines", draw.between(1, 12))
                .text("district", PersonSections.district(draw))
                .when(
                        draw.chance(800),
                        row -> row.date("opened_on", draw.day(LocalDate.of(1990, 1, 1), world.today()))));
    }
}
