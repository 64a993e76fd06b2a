package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What departments know about learning and finding work. */
final class CareerSections {

    private static final String NUMBER = "citizen_number";
    private static final int RETIRED = 60;
    private static final int YOUNG = 27;

    /** Months and days at which subsidies turn. */
    private static final List<Long> CONTRACTS = List.of(0L, 6L, 11L, 12L, 12L, 24L, 36L);

    private static final List<Long> INSURED = List.of(0L, 1L, 2L, 3L, 3L, 6L, 10L);
    private static final List<Long> CONTRIBUTIONS = List.of(6L, 11L, 12L, 24L, 35L, 36L, 60L, 120L);

    static final List<Section> ALL = List.of(
            new Section(
                    "graduations",
                    List.of(NUMBER, "graduated_on"),
                    20,
                    world -> world.people().size(),
                    CareerSections::graduation,
                    PersonSections.once("level", "college", "bachelor")),
            new Section(
                    "hires",
                    List.of(NUMBER, "hired_on"),
                    10,
                    world -> world.people().size(),
                    CareerSections::hire,
                    PersonSections.once("status", "active", "ended")),
            new Section(
                    "skill-certificates",
                    List.of(NUMBER, "certified_on"),
                    10,
                    world -> world.people().size(),
                    CareerSections::certificate,
                    PersonSections.once("trade", "welder", "cook")),
            new Section(
                    "unemployment-insured",
                    List.of(NUMBER),
                    10,
                    world -> world.people().size(),
                    CareerSections::insurance,
                    row -> row.with("months", PersonSections.plain().number("months", 1))));

    private CareerSections() {}

    private static Optional<Row> graduation(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (person.age() < 20 || person.age() > 30 || !draw.chance(420)) {
            return Optional.empty();
        }
        LocalDate graduated = LocalDate.of(draw.between(2022, 2026), draw.between(6, 7), draw.between(1, 28));
        return Optional.of(Row.ofPerson(person)
                .date("graduated_on", graduated)
                .text("level", draw.pick(List.of("college", "bachelor", "bachelor", "master", "doctor"))));
    }

    private static Optional<Row> hire(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (!person.adult() || person.age() >= RETIRED || !draw.chance(person.age() < YOUNG ? 300 : 50)) {
            return Optional.empty();
        }
        LocalDate hired = draw.chance(450)
                ? draw.day(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 30))
                : draw.day(LocalDate.of(2026, 1, 1), world.today());
        boolean unemployed = draw.chance(450);
        return Optional.of(Row.ofPerson(person)
                .date("hired_on", hired)
                .code("employer", draw.pick(world.firms()).code())
                .number("contract_months", draw.pick(CONTRACTS))
                .when(!draw.chance(40), row -> row.number("insured_months", draw.pick(INSURED)))
                .when(!draw.chance(30), row -> row.flag("registered_unemployed", unemployed))
                .when(!draw.chance(30), row -> row.number("unemployed_months", unemployed ? draw.between(0, 8) : 0))
                .text("status", draw.chance(950) ? "active" : "ended"));
    }

    private static boolean isSkilled(World world, Person person) {
        return person.adult()
                && person.age() < RETIRED
                && world.draw("skilled", person.index()).chance(45);
    }

    private static Optional<Row> certificate(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (!isSkilled(world, person)) {
            return Optional.empty();
        }
        LocalDate certified = draw.day(LocalDate.of(2024, 1, 1), world.today());
        return Optional.of(Row.ofPerson(person)
                .date("certified_on", certified.withDayOfMonth(Math.min(28, certified.getDayOfMonth())))
                .text("trade", draw.pick(List.of("electrician", "welder", "care", "cook", "software")))
                .when(!draw.chance(20), row -> row.number("level", 5 - draw.weighted(300, 300, 250, 100, 50)))
                .when(!draw.chance(30), row -> row.flag("training_subsidised", draw.chance(200))));
    }

    private static Optional<Row> insurance(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (!draw.chance(isSkilled(world, person) ? 880 : 20)) {
            return Optional.empty();
        }
        return Optional.of(
                Row.ofPerson(person).when(!draw.chance(30), row -> row.number("months", draw.pick(CONTRIBUTIONS))));
    }
}
