package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Settles the city: draws people by its age pyramid and puts them into households. */
final class People {

    static final int ADULT = 18;
    static final int PERSONS = 20_000;
    static final int HOUSEHOLDS = 8_000;

    private static final int[] PYRAMID = {
        320, 450, 450, 420, 600, 750, 900, 950, 850, 750, 800, 760, 700, 650, 500, 300, 180, 90, 40, 14, 6, 1
    };
    private static final int BAND = 5;
    private static final int DAYS = 364;
    private static final String[] SURNAMES = {
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"
    };
    private static final String[] SYLLABLES = {
        "安", "宁", "文", "明", "华", "嘉", "思", "雨", "晨", "晓", "欣", "子", "若", "清", "一", "平", "乐", "远", "星", "禾"
    };
    private static final int[] SIZES = {270, 320, 220, 125, 50, 15};

    /** Incomes per head close to the lines of the minimum living allowance, to the fen. */
    private static final List<Long> NEAR_LINES = List.of(159_499L, 159_500L, 159_501L, 207_499L, 207_500L, 207_501L);

    private final long seed;
    private final LocalDate today;
    private final Map<String, Integer> sequences = new HashMap<>();
    private final OptionalInt[] homes = new OptionalInt[PERSONS];
    private final String[] relations = new String[PERSONS];

    private People(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
    }

    static World settle(long seed, LocalDate today) {
        return new People(seed, today).settle();
    }

    private World settle() {
        List<Person> unsettled = new ArrayList<>(PERSONS);
        for (int i = 0; i < PERSONS; i++) {
            unsettled.add(person(i));
            homes[i] = OptionalInt.empty();
            relations[i] = "head";
        }
        List<Household> households = households(unsettled);
        List<Person> people =
                unsettled.stream().map(person -> settled(person, households)).toList();
        return new World(seed, today, people, households, Firms.found(seed, today));
    }

    private Person person(int index) {
        Draw draw = Draw.of(seed, "person", index);
        int age = draw.weighted(PYRAMID) * BAND + draw.between(0, BAND - 1);
        LocalDate birth = today.minusYears(age).minusDays(draw.between(0, DAYS));
        boolean male = draw.chance(508);
        String name = SURNAMES[draw.between(0, SURNAMES.length - 1)] + syllable(draw) + syllable(draw);
        String number = Codes.citizen(birth, sequence(birth, male));
        return new Person(index, number, name, male, birth, age, OptionalInt.empty(), "head", false);
    }

    private static String syllable(Draw draw) {
        return SYLLABLES[draw.between(0, SYLLABLES.length - 1)];
    }

    private int sequence(LocalDate birth, boolean male) {
        int earlier = sequences.merge(birth + (male ? "m" : "f"), 1, Integer::sum) - 1;
        return earlier * 2 + (male ? 1 : 2);
    }

    private List<Household> households(List<Person> people) {
        Deque<Person> adults =
                new ArrayDeque<>(people.stream().filter(Person::adult).toList());
        Deque<Person> minors = new ArrayDeque<>(
                people.stream().filter(person -> !person.adult()).toList());
        List<Household> households = new ArrayList<>(HOUSEHOLDS);
        for (int i = 0; i < HOUSEHOLDS; i++) {
            households.add(household(i, adults, minors));
        }
        return List.copyOf(households);
    }

    private Household household(int index, Deque<Person> adults, Deque<Person> minors) {
        Draw draw = Draw.of(seed, "household", index);
        int members = draw.weighted(SIZES) + 1;
        for (int position = 0; position < members; position++) {
            boolean child = position > 1 && !minors.isEmpty() && draw.chance(620);
            Person member = child ? minors.removeFirst() : adults.removeFirst();
            homes[member.index()] = OptionalInt.of(index);
            relations[member.index()] = relation(position, child);
        }
        boolean local = draw.chance(620);
        return new Household(
                index, Codes.household(index), members, local, perHead(draw), draw.between(0, members - 1));
    }

    private static String relation(int position, boolean child) {
        return switch (position) {
            case 0 -> "head";
            case 1 -> "spouse";
            default -> child ? "child" : "parent";
        };
    }

    private static long perHead(Draw draw) {
        return switch (draw.weighted(955, 30, 15)) {
            case 1 -> draw.between(0L, 170_000L);
            case 2 -> draw.pick(NEAR_LINES);
            default -> draw.longTailed(500_000, 0.65);
        };
    }

    private Person settled(Person person, List<Household> households) {
        Draw draw = Draw.of(seed, "hukou", person.index());
        OptionalInt home = homes[person.index()];
        boolean local =
                home.isPresent() ? households.get(home.getAsInt()).local() != draw.chance(50) : draw.chance(300);
        return new Person(
                person.index(),
                person.number(),
                person.name(),
                person.male(),
                person.birth(),
                person.age(),
                home,
                relations[person.index()],
                local);
    }
}
