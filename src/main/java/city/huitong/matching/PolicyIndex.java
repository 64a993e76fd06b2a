package city.huitong.matching;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Missing;
import city.huitong.expression.Node;
import city.huitong.expression.Node.And;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Membership;
import city.huitong.expression.Node.Not;
import city.huitong.expression.Node.Or;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Result;
import city.huitong.expression.Value;
import city.huitong.policy.Eligibility;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds out of many policies those that can concern a subject, on one day. What must hold in a policy and asks for certain values of
 * one fact, or for a number or a day between bounds, rules the policy out for subjects that have another value. A fact that is missing rules out nothing, and neither does
 * what asks for more than a value; so whoever is found still has to be decided, and whoever is not found is not eligible, or the
 * policy is not in force.
 */
final class PolicyIndex {

    private final List<Policy> policies;
    private final Map<PolicyId, Integer> places = new HashMap<>();
    private final BitSet inForce = new BitSet();
    private final Map<String, Demands> demands = new HashMap<>();
    private final Map<Node, Bounds> ranges = new HashMap<>();
    private final Value.Day day;

    PolicyIndex(List<Policy> policies, LocalDate asOf) {
        this.policies = List.copyOf(policies);
        this.day = new Value.Day(asOf);
        for (int i = 0; i < policies.size(); i++) {
            var policy = policies.get(i);
            var place = i;
            places.put(policy.id(), place);
            policy.inForceOn(asOf).ifPresent(version -> {
                inForce.set(place);
                new Reader(policy, demand -> add(demand, place), range -> add(range, place)).read(version.eligible());
            });
        }
    }

    private void add(Demand demand, int place) {
        demands.computeIfAbsent(demand.fact(), _ -> new Demands()).add(demand.values(), place);
    }

    private void add(Range range, int place) {
        ranges.computeIfAbsent(range.operand(), _ -> new Bounds()).add(range, place);
    }

    /**
     * Those of the policies that may have something for a subject with these facts, in their order.
     *
     * @param also policies to be among them in any case
     */
    List<Policy> candidates(Bindings facts, Collection<PolicyId> also) {
        var left = (BitSet) inForce.clone();
        demands.forEach((fact, demanded) -> {
            var value = facts.value(fact);
            if (value != null) {
                left.andNot(demanded.refusing(value));
            }
        });
        Bindings onDay = name -> FactVocabulary.AS_OF.equals(name) ? day : facts.value(name);
        ranges.forEach((operand, bounds) ->
                number(Evaluator.evaluate(operand, onDay)).ifPresent(number -> bounds.refuse(number, left)));
        also.forEach(policy -> Optional.ofNullable(places.get(policy)).ifPresent(left::set));
        return left.stream().mapToObj(policies::get).toList();
    }

    private static OptionalLong number(Result result) {
        return switch (result) {
            case Value.Int(long number) -> OptionalLong.of(number);
            case Value.Money(long fen) -> OptionalLong.of(fen);
            case Value.Day(var date) -> OptionalLong.of(date.toEpochDay());
            case Value.Bool _, Value.Num _, Value.Text _, Missing _ -> OptionalLong.empty();
        };
    }

    /** That what is worked out from facts, if it can be, lies between two numbers, themselves included. */
    private record Range(Node operand, long from, long to) {}

    /** What policies demand of one number. */
    private static final class Bounds {

        private final NavigableMap<Long, List<Integer>> from = new TreeMap<>();
        private final NavigableMap<Long, List<Integer>> to = new TreeMap<>();

        void add(Range range, int place) {
            if (range.from() > Long.MIN_VALUE) {
                from.computeIfAbsent(range.from(), _ -> new ArrayList<>()).add(place);
            }
            if (range.to() < Long.MAX_VALUE) {
                to.computeIfAbsent(range.to(), _ -> new ArrayList<>()).add(place);
            }
        }

        /** Takes out those that ask for more, and those that ask for less. */
        void refuse(long number, BitSet left) {
            from.tailMap(number, false).values().forEach(places -> places.forEach(left::clear));
            to.headMap(number, false).values().forEach(places -> places.forEach(left::clear));
        }
    }

    /** That a fact, if it is known, has one of these values. */
    private record Demand(String fact, Collection<Value> values) {}

    /** What policies demand of one fact. */
    private static final class Demands {

        private final BitSet all = new BitSet();
        private final Map<Value, BitSet> content = new HashMap<>();

        /** A second demand of the same policy on the same fact only lets it be found more often. */
        void add(Collection<Value> values, int place) {
            all.set(place);
            values.forEach(
                    value -> content.computeIfAbsent(value, _ -> new BitSet()).set(place));
        }

        /** Those that are not content with this value. */
        BitSet refusing(Value value) {
            var with = content.get(value);
            if (with == null) {
                return all;
            }
            var refusing = (BitSet) all.clone();
            refusing.andNot(with);
            return refusing;
        }
    }

    /** Finds what must hold whatever else does. A fact with an age limit is left out: it can be missing though it is there. */
    private static final class Reader {

        private final Set<String> aging;
        private final Consumer<Demand> found;
        private final Consumer<Range> foundRange;

        Reader(Policy policy, Consumer<Demand> found, Consumer<Range> foundRange) {
            this.aging = new HashSet<>(policy.terms().maxAge().keySet());
            this.found = found;
            this.foundRange = foundRange;
        }

        void read(Eligibility tree) {
            switch (tree) {
                case AllOf(var of) -> of.forEach(this::read);
                case NoneOf(var of) -> of.forEach(this::readRefused);
                case Criterion criterion -> mustHold(criterion.when().root());
                case AnyOf(var of) when of.size() == 1 -> read(of.getFirst());
                case AnyOf _, AtLeast _ -> {
                    // Each part may fail.
                }
            }
        }

        private void readRefused(Eligibility tree) {
            switch (tree) {
                case AnyOf(var of) -> of.forEach(this::readRefused);
                case NoneOf(var of) when of.size() == 1 -> read(of.getFirst());
                case Criterion criterion -> mustFail(criterion.when().root());
                case AllOf _, NoneOf _, AtLeast _ -> {
                    // Each part may hold.
                }
            }
        }

        private void mustHold(Node node) {
            switch (node) {
                case And(var parts) -> parts.forEach(this::mustHold);
                case Not(var operand) -> mustFail(operand);
                case Variable(var fact, var _) -> demand(fact, List.of(Value.Bool.TRUE));
                case Membership(Variable(var fact, var _), var values) -> demand(fact, values);
                case Comparison(var relation, Variable(var fact, var _), Constant(var value))
                when relation == Relation.EQUAL -> demand(fact, List.of(value));
                case Comparison(var relation, Constant(var value), Variable(var fact, var _))
                when relation == Relation.EQUAL -> demand(fact, List.of(value));
                case Comparison(var relation, var operand, Constant(var value)) ->
                    range(operand, relation, number(value));
                default -> {
                    // Asks for more than a value.
                }
            }
        }

        private void range(Node operand, Relation relation, OptionalLong bound) {
            if (bound.isEmpty() || operand.names().stream().anyMatch(aging::contains)) {
                return;
            }
            var than = bound.getAsLong();
            switch (relation) {
                case GREATER_OR_EQUAL -> foundRange.accept(new Range(operand, than, Long.MAX_VALUE));
                case LESS_OR_EQUAL -> foundRange.accept(new Range(operand, Long.MIN_VALUE, than));
                case GREATER -> foundRange.accept(new Range(operand, Math.max(than, than + 1), Long.MAX_VALUE));
                case LESS -> foundRange.accept(new Range(operand, Long.MIN_VALUE, Math.min(than, than - 1)));
                case EQUAL -> foundRange.accept(new Range(operand, than, than));
                case NOT_EQUAL -> {
                    // Nearly everything has another value.
                }
            }
        }

        private void mustFail(Node node) {
            switch (node) {
                case Or(var parts) -> parts.forEach(this::mustFail);
                case Not(var operand) -> mustHold(operand);
                case Variable(var fact, var _) -> demand(fact, List.of(Value.Bool.FALSE));
                case Comparison(var relation, var operand, Constant(var value)) ->
                    range(operand, opposite(relation), number(value));
                default -> {
                    // Whatever has not this value may be found.
                }
            }
        }

        private static Relation opposite(Relation relation) {
            return switch (relation) {
                case EQUAL -> Relation.NOT_EQUAL;
                case NOT_EQUAL -> Relation.EQUAL;
                case LESS -> Relation.GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> Relation.GREATER;
                case GREATER -> Relation.LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> Relation.LESS;
            };
        }

        private void demand(String fact, List<Value> values) {
            if (FactVocabulary.isFact(fact) && !aging.contains(fact)) {
                found.accept(new Demand(fact, values));
            }
        }
    }
}
