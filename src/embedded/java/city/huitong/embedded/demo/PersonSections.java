package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What departments know about persons. */
final class PersonSections {

    private static final String NUMBER = "citizen_number";
    private static final LocalDate RECENT = LocalDate.of(2024, 5, 1);
    private static final int TWO = 2;

    static final Section POPULATION = new Section(
            "population",
            List.of(NUMBER),
            10,
            world -> world.people().size(),
            PersonSections::population,
            once("hukou", "x", "other"));

    static final List<Section> ALL = List.of(
            POPULATION,
            new Section(
                    "household-members",
                    List.of(NUMBER, "joined_on"),
                    4,
                    PersonSections::twice,
                    PersonSections::membership,
                    once("relation", "other", "head")),
            new Section(
                    "disability-certificates",
                    List.of(NUMBER, "issued_on"),
                    5,
                    PersonSections::twice,
                    PersonSections::certificate,
                    row -> row.with("grade", plain().number("grade", 4))),
            new Section(
                    "employments",
                    List.of(NUMBER, "employer", "started_on"),
                    30,
                    PersonSections::twice,
                    PersonSections::employment,
                    row -> row.with("monthly_wage", plain().money("monthly_wage", 300_000))),
            new Section(
                            "medical-insured",
                            List.of(NUMBER),
                            100,
                            world -> world.people().size(),
                            PersonSections::insurance,
                            once("status", "active", "suspended"))
                    .always((world, slot) -> !POPULATION.fate(world, slot).remains()),
            new Section(
                    "enforcements",
                    List.of(NUMBER, "case_number"),
                    0,
                    world -> world.people().size(),
                    PersonSections::enforcement,
                    once("status", "open", "closed")),
            new Section(
                    "enrolments",
                    List.of(NUMBER, "enrolled_on"),
                    20,
                    world -> world.people().size(),
                    PersonSections::enrolment,
                    once("status", "enrolled", "left")),
            new Section(
                    "deaths",
                    List.of(NUMBER),
                    0,
                    world -> world.people().size(),
                    PersonSections::death,
                    row -> row.with("died_on", plain().date("died_on", RECENT))),
            new Section(
                    "trade-in-vouchers",
                    List.of(NUMBER, "granted_on"),
                    0,
                    world -> world.people().size(),
                    PersonSections::voucher,
                    once("kind", "scrap", "replace")),
            new Section(
                    "vehicles",
                    List.of(NUMBER, "plate"),
                    10,
                    world -> world.people().size(),
                    PersonSections::vehicle,
                    once("fuel", "petrol", "electric")));

    private PersonSections() {}

    /** The row with the other of two words. */
    static Row toggled(Row row, String name, String one, String other) {
        boolean isOne = row.cells().stream()
                .anyMatch(cell -> cell.name().equals(name) && cell.json().equals('"' + one + '"'));
        return row.with(name, plain().text(name, isOne ? other : one));
    }

    static Row plain() {
        return new Row(List.of());
    }

    static String district(Draw draw) {
        return "d" + Codes.padded(draw.between(1, 12), 2);
    }

    private static int twice(World world) {
        return world.people().size() * TWO;
    }

    private static Optional<Row> population(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        Row row = Row.ofPerson(person)
                .text("name", person.name())
                .text("sex", person.male() ? "male" : "female")
                .date("birth", person.birth())
                .when(!draw.chance(10), more -> more.text("hukou", hukou(world, person)))
                .when(!draw.chance(50), more -> more.text("district", district(draw)))
                .date("registered_on", draw.day(person.birth(), world.today()));
        return Optional.of(row);
    }

    private static String hukou(World world, Person person) {
        if (person.local()) {
            return "x";
        }
        return world.draw("origin", person.index()).chance(150) ? "bj" : "other";
    }

    /** Even slots are where somebody lived before, odd ones where they live now. */
    private static Optional<Row> membership(World world, int slot, Draw draw) {
        Person person = world.people().get(slot / TWO);
        if (person.household().isEmpty()) {
            return Optional.empty();
        }
        boolean now = slot % TWO == 1;
        if (!now && (!person.adult() || !draw.chance(30))) {
            return Optional.empty();
        }
        int home = now
                ? person.household().getAsInt()
                : draw.between(0, world.households().size() - 1);
        LocalDate joined = now
                ? draw.day(latest(person.birth(), LocalDate.of(2010, 1, 2)), world.today())
                : LocalDate.of(2009, 1, 1);
        return Optional.of(Row.ofPerson(person)
                .text("household_number", world.households().get(home).number())
                .text("relation", now ? person.relation() : "other")
                .date("joined_on", joined));
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Even slots are certificates that were replaced or cancelled, odd ones those held now. */
    private static Optional<Row> certificate(World world, int slot, Draw draw) {
        Person person = world.people().get(slot / TWO);
        Draw own = world.draw("disability", person.index());
        boolean now = slot % TWO == 1;
        if (!own.chance(disabledPerMille(person.age())) || (!now && !draw.chance(300))) {
            return Optional.empty();
        }
        LocalDate first = now ? LocalDate.of(2022, 1, 1) : LocalDate.of(2012, 1, 1);
        String gone = draw.chance(800) ? "replaced" : "cancelled";
        boolean valid = now && !draw.chance(50);
        return Optional.of(Row.ofPerson(person)
                .date("issued_on", draw.day(first, now ? world.today() : LocalDate.of(2021, 12, 31)))
                .number("grade", draw.weighted(130, 290, 310, 270) + 1L)
                .when(!draw.chance(30), row -> row.text("type", kind(own)))
                .text("status", valid ? "valid" : gone));
    }

    private static int disabledPerMille(int age) {
        if (age < People.ADULT) {
            return 10;
        }
        return age < 60 ? 20 : 65;
    }

    private static String kind(Draw draw) {
        return draw.pick(List.of(
                "physical", "physical", "visual", "hearing", "speech", "intellectual", "mental", "mental", "multiple"));
    }

    private static Optional<Row> employment(World world, int slot, Draw draw) {
        Person person = world.people().get(slot / TWO);
        boolean now = slot % TWO == 1;
        if (!person.adult() || person.age() >= 60 || !draw.chance(now ? 700 : 130)) {
            return Optional.empty();
        }
        LocalDate ended = LocalDate.of(2023, 12, 31);
        LocalDate started = now
                ? draw.day(ended.plusDays(1), world.today())
                : draw.day(LocalDate.of(2021, 1, 1), LocalDate.of(2022, 12, 31));
        return Optional.of(Row.ofPerson(person)
                .code("employer", draw.pick(world.firms()).code())
                .date("started_on", started)
                .when(!now, row -> row.date("ended_on", ended))
                .money("monthly_wage", Math.max(269_000, draw.longTailed(780_000, 0.6)))
                .text("status", now ? "active" : "ended"));
    }

    private static Optional<Row> insurance(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        boolean employee = person.adult() && draw.chance(600);
        return Optional.of(Row.ofPerson(person)
                .text("kind", employee ? "employee" : "resident")
                .text("status", draw.chance(960) ? "active" : "suspended")
                .date("since", draw.day(latest(person.birth(), LocalDate.of(2003, 1, 1)), world.today())));
    }

    private static Optional<Row> enforcement(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (!person.adult() || !draw.chance(12)) {
            return Optional.empty();
        }
        LocalDate filed = draw.day(LocalDate.of(2019, 1, 1), world.today());
        return Optional.of(Row.ofPerson(person)
                .text("case_number", "X" + filed.getYear() + "-" + Codes.padded(slot, 6))
                .date("filed_on", filed)
                .money("amount", draw.longTailed(6_000_000, 1.2))
                .text("status", draw.chance(600) ? "open" : "closed"));
    }

    private static Optional<Row> enrolment(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (person.age() < 6 || person.age() > 21 || !draw.chance(person.age() < 18 ? 970 : 500)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofPerson(person)
                .date("enrolled_on", LocalDate.of(draw.between(2023, 2026), 9, 1))
                .text("stage", stage(person.age()))
                .text("status", draw.chance(970) ? "enrolled" : "left"));
    }

    private static String stage(int age) {
        if (age < 12) {
            return "primary";
        }
        if (age < 15) {
            return "junior";
        }
        return age < People.ADULT ? "senior" : "university";
    }

    private static Optional<Row> death(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (person.age() < 2 || !draw.chance(deathsPerMille(person.age()))) {
            return Optional.empty();
        }
        LocalDate died = draw.day(LocalDate.of(2024, 11, 2), world.today());
        return Optional.of(Row.ofPerson(person)
                .date("died_on", died)
                .when(draw.chance(900), row -> row.date("certified_on", died)));
    }

    private static int deathsPerMille(int age) {
        if (age < 60) {
            return 1;
        }
        return age < 80 ? 15 : 90;
    }

    private static Optional<Row> voucher(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (!person.adult() || !draw.chance(25)) {
            return Optional.empty();
        }
        boolean scrap = draw.chance(450);
        return Optional.of(Row.ofPerson(person)
                .date("granted_on", draw.day(RECENT, world.today()))
                .text("kind", scrap ? "scrap" : "replace")
                .money("amount", draw.pick(scrap ? List.of(2_000_000L, 1_500_000L) : List.of(1_500_000L, 1_300_000L))));
    }

    private static Optional<Row> vehicle(World world, int slot, Draw draw) {
        Person person = world.people().get(slot);
        if (!person.adult() || !draw.chance(250)) {
            return Optional.empty();
        }
        return Optional.of(Row.ofPerson(person)
                .text("plate", "XA" + Codes.padded(slot, 5))
                .date("registered_on", draw.day(LocalDate.of(2006, 1, 1), world.today()))
                .text("fuel", draw.pick(List.of("petrol", "petrol", "petrol", "diesel", "electric", "electric"))));
    }

    /** Makes rows as they were when one word was another. */
    static UnaryOperator<Row> once(String name, String one, String other) {
        return row -> toggled(row, name, one, other);
    }
}
