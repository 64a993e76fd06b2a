package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What departments know about families in need, tax deductions, and cars that are traded in. */
final class FamilySections {

    private static final String NUMBER = "citizen_number";
    private static final long MINIMUM_LIVING = 159_500;

    /** Days at which the subsidies for cars turn. */
    private static final List<LocalDate> NEAR_REGISTRATION = List.of(
            LocalDate.of(2012, 6, 30),
            LocalDate.of(2012, 7, 1),
            LocalDate.of(2014, 6, 30),
            LocalDate.of(2014, 7, 1),
            LocalDate.of(2018, 12, 31),
            LocalDate.of(2019, 1, 1));

    private static final List<LocalDate> NEAR_OWNERSHIP = List.of(LocalDate.of(2025, 1, 8), LocalDate.of(2025, 1, 9));
    private static final List<Long> SHARES = List.of(0L, 50_000L, 100_000L, 150_000L, 200_000L);

    static final List<Section> ALL = List.of(
            new Section(
                    "assistance-families",
                    List.of("household_number", "approved_on"),
                    10,
                    world -> world.households().size(),
                    FamilySections::assistance,
                    PersonSections.once("status", "active", "ended")),
            new Section(
                    "deduction-claims",
                    List.of(NUMBER),
                    10,
                    world -> world.people().size(),
                    FamilySections::claim,
                    row -> row.with(
                            "children_in_education", PersonSections.plain().number("children_in_education", 0))),
            new Section(
                    "trade-in-applications",
                    List.of(NUMBER, "applied_on"),
                    10,
                    world -> world.people().size(),
                    FamilySections::application,
                    PersonSections.once("mode", "scrap", "replace")));

    private FamilySections() {}

    private static Optional<Row> assistance(World world, int slot, Draw draw) {
        Household household = world.households().get(slot);
        boolean poor = household.fenPerHead() < MINIMUM_LIVING;
        if (household.fenPerHead() > 2 * MINIMUM_LIVING || !draw.chance(poor ? 700 : 350)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofHousehold(household)
                .date("approved_on", draw.day(LocalDate.of(2022, 1, 1), world.today()))
                .text("kind", poor ? "minimum-living" : "low-income")
                .text("status", draw.chance(940) ? "active" : "ended"));
    }

    private static Optional<Row> claim(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (person.age() < 22 || person.age() > 59 || !draw.chance(170)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofPerson(person)
                .when(!draw.chance(15), row -> row.number("children_under_three", draw.weighted(780, 190, 30)))
                .when(!draw.chance(15), row -> row.number("children_in_education", draw.weighted(560, 310, 130)))
                .when(!draw.chance(15), row -> row.flag("supports_elderly", draw.chance(450)))
                .when(!draw.chance(15), row -> row.flag("only_child", draw.chance(450)))
                .when(!draw.chance(15), row -> row.money("elderly_share", draw.pick(SHARES))));
    }

    private static Optional<Row> application(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (!person.adult() || !draw.chance(25)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofPerson(person)
                .date(
                        "applied_on",
                        draw.chance(600)
                                ? draw.day(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 30))
                                : draw.day(LocalDate.of(2024, 5, 1), world.today()))
                .text("mode", draw.chance(500) ? "scrap" : "replace")
                .when(
                        !draw.chance(20),
                        row -> row.text("old_fuel", draw.pick(List.of("petrol", "petrol", "diesel", "electric"))))
                .when(!draw.chance(20), row -> row.date("old_registered_on", registered(draw)))
                .when(!draw.chance(20), row -> row.date("old_owned_since", owned(draw)))
                .when(
                        !draw.chance(20),
                        row -> row.text("new_kind", draw.pick(List.of("nev", "nev", "petrol-small", "petrol-large"))))
                .when(!draw.chance(30), row -> row.text("new_plate", "XB" + Codes.padded(slot, 5))));
    }

    private static LocalDate registered(Draw draw) {
        return draw.chance(300)
                ? draw.pick(NEAR_REGISTRATION)
                : draw.day(LocalDate.of(2006, 1, 1), LocalDate.of(2020, 12, 31));
    }

    private static LocalDate owned(Draw draw) {
        return draw.chance(150)
                ? draw.pick(NEAR_OWNERSHIP)
                : draw.day(LocalDate.of(2012, 1, 1), LocalDate.of(2025, 3, 31));
    }
}
