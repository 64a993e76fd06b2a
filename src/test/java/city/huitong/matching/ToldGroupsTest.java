package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.matching.WhatIf.Change;
import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nobody works a small number of a group out of what is told of the others. */
class ToldGroupsTest {

    private static final Change MANY = change(100, 20, 30, 0, 0);

    @Test
    void leavesASecondGroupOutWhereTheFirstWouldFollowFromTheTotal() {
        var told = told(Map.of("a", MANY, "b", change(40, 12, 15, 0, 0), "c", change(50, 3, 0, 0, 0)), Change.NONE);

        assertThat(told.groups()).extracting(ToldGroups.Group::value).containsExactly("a");
        assertThat(told.others().orElseThrow().gain()).contains(15L);
        assertThat(told.others().orElseThrow().before()).contains(105L);
    }

    @Test
    void tellsAllGroupsOfMany() {
        var told = told(Map.of("a", MANY, "b", MANY.plus(MANY)), Change.NONE);

        assertThat(told.groups()).hasSize(2);
        assertThat(told.others()).isEmpty();
    }

    @Test
    void doesNotTellOfWhomTheFactIsMissingWhereTheyAreFew() {
        var told = told(Map.of("a", MANY, "b", MANY.plus(MANY)), change(2, 1, 0, 0, 0));

        assertThat(told.groups()).extracting(ToldGroups.Group::value).containsExactly("b");
    }

    /** The attacker knows all that is told, that groups come to everybody, and when everybody has the fact. */
    @Property(tries = 1_000)
    void noHiddenNumberCanBeBoundTighterThanOneToNine(
            @ForAll("groups") List<Change> some, @ForAll("rest") Change rest) {
        var groups = new TreeMap<String, Change>();
        some.forEach(change -> groups.put("g" + groups.size(), change));
        var all = some.stream().reduce(rest, Change::plus);
        var told = told(groups, rest);

        var attacker = new Attacker();
        attacker.learns("all", ToldChange.of(all));
        told.groups().forEach(group -> attacker.learns(group.value(), group.change()));
        told.others().ifPresent(others -> attacker.learns("others", others));
        if (rest.isNobody()) {
            attacker.knowsExactly("rest", rest);
        } else {
            attacker.knowsOf("rest");
        }
        var unlisted = new ArrayList<String>();
        groups.keySet().forEach(group -> {
            attacker.knowsOf(group);
            if (told.groups().stream().noneMatch(each -> each.value().equals(group))) {
                unlisted.add(group);
            }
        });
        attacker.adds("all", join(groups.keySet(), "rest"));
        told.others().ifPresent(_ -> attacker.adds("others", join(unlisted, "rest")));
        attacker.thinks();

        groups.forEach((group, change) -> counts(change).forEach((name, count) -> {
            if (count > 0 && count < 10) {
                assertThat(attacker.least(group, name))
                        .as(group + " " + name + " of " + groups)
                        .isLessThanOrEqualTo(1);
                assertThat(attacker.most(group, name))
                        .as(group + " " + name + " of " + groups)
                        .isGreaterThanOrEqualTo(9);
            }
        }));
    }

    private static List<String> join(Collection<String> some, String one) {
        var all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    @Provide
    Arbitrary<List<Change>> groups() {
        return changes().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<Change> rest() {
        return Arbitraries.oneOf(Arbitraries.just(Change.NONE), changes());
    }

    private static Arbitrary<Change> changes() {
        var number = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(1, 9)),
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(10, 40)));
        return Combinators.combine(number, number, number, number, number).as(ToldGroupsTest::change);
    }

    /** From who stays with the same, gains, loses, gets more, gets less. */
    private static Change change(int same, int gain, int lose, int more, int less) {
        var stay = same + more + less;
        return new Change(
                stay + lose, stay + gain, gain, lose, more, less, (stay + lose) * 100L, (stay + gain + more) * 100L);
    }

    private static ToldGroups told(Map<String, Change> groups, Change rest) {
        var all = groups.values().stream().reduce(rest, Change::plus);
        return ToldGroups.of(new WhatIf(new PolicyId("x.y"), LocalDate.of(2026, 11, 23), 10_000, all, groups));
    }

    private static Map<String, Long> counts(Change change) {
        return Map.of(
                "before", change.before(),
                "after", change.after(),
                "gain", change.gain(),
                "lose", change.lose(),
                "more", change.more(),
                "less", change.less());
    }

    /** Keeps for every number between which bounds it can lie, and narrows them until nothing follows any more. */
    private static final class Attacker {

        private static final long ANY = 3_000;

        private record Sum(String total, List<String> parts) {}

        private final Map<String, long[]> bounds = new HashMap<>();
        private final List<Sum> sums = new ArrayList<>();

        void knowsOf(String who) {
            List.of("before", "after", "gain", "lose", "more", "less", "stay", "same")
                    .forEach(name -> bounds.computeIfAbsent(key(who, name), _ -> new long[] {0, ANY}));
            sums.add(new Sum(key(who, "before"), List.of(key(who, "stay"), key(who, "lose"))));
            sums.add(new Sum(key(who, "after"), List.of(key(who, "stay"), key(who, "gain"))));
            sums.add(new Sum(key(who, "stay"), List.of(key(who, "same"), key(who, "more"), key(who, "less"))));
        }

        void learns(String who, ToldChange told) {
            knowsOf(who);
            learns(who, "before", told.before());
            learns(who, "after", told.after());
            learns(who, "gain", told.gain());
            learns(who, "lose", told.lose());
            learns(who, "more", told.more());
            learns(who, "less", told.less());
        }

        void knowsExactly(String who, Change change) {
            knowsOf(who);
            counts(change).forEach((name, count) -> learns(who, name, Optional.of(count)));
        }

        private void learns(String who, String name, Optional<Long> number) {
            number.ifPresent(known -> bounds.put(key(who, name), new long[] {known, known}));
        }

        void adds(String total, List<String> parts) {
            List.of("before", "after", "gain", "lose", "more", "less", "stay", "same")
                    .forEach(name -> sums.add(new Sum(
                            key(total, name),
                            parts.stream().map(part -> key(part, name)).toList())));
        }

        void thinks() {
            while (sums.stream().map(this::narrow).reduce(false, Boolean::logicalOr)) {}
        }

        private boolean narrow(Sum sum) {
            var changed = narrow(sum.total, total(sum.parts, 0), total(sum.parts, 1));
            for (var part : sum.parts) {
                var others = new ArrayList<>(sum.parts);
                others.remove(part);
                changed |= narrow(
                        part, bounds.get(sum.total)[0] - total(others, 1), bounds.get(sum.total)[1] - total(others, 0));
            }
            return changed;
        }

        private long total(List<String> parts, int end) {
            return parts.stream().mapToLong(part -> bounds.get(part)[end]).sum();
        }

        private boolean narrow(String key, long least, long most) {
            var known = bounds.get(key);
            var narrower = new long[] {Math.max(known[0], least), Math.min(known[1], most)};
            bounds.put(key, narrower);
            return narrower[0] != known[0] || narrower[1] != known[1];
        }

        long least(String who, String name) {
            return bounds.get(key(who, name))[0];
        }

        long most(String who, String name) {
            return bounds.get(key(who, name))[1];
        }

        private static String key(String who, String name) {
            return who + "." + name;
        }
    }
}
