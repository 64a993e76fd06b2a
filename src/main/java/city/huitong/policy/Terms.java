package city.huitong.policy;

import city.huitong.expression.Expression;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a policy says beside who is entitled to what: how often, beside which others, out of how much money, on how old facts,
 * and what follows when an answer turns out otherwise later. Declared with the policy; entitlements act on it.
 *
 * @param once how often; empty: as often as it is due
 * @param exclusive beside which other policies it cannot be had
 * @param budget out of how much money
 * @param recompute what follows when an answer turns out otherwise later
 * @param maxAge how old a fact may be, by its full name
 */
public record Terms(
        List<Ledger> once,
        Optional<Exclusion> exclusive,
        Optional<Budget> budget,
        Recomputation recompute,
        Map<String, Freshness> maxAge) {

    /** A policy that says nothing of the kind. */
    public static final Terms NONE =
            new Terms(List.of(), Optional.empty(), Optional.empty(), new Recomputation(false, false), Map.of());

    public Terms {
        once = List.copyOf(once);
        maxAge = Collections.unmodifiableMap(new TreeMap<>(maxAge));
    }

    /**
     * What follows when a past period comes out otherwise: a law that reaches back, a corrected record.
     *
     * @param topUp whether the rest is paid when it is more
     * @param clawBack whether the rest is asked back when it is less
     */
    public record Recomputation(boolean topUp, boolean clawBack) {}

    /**
     * How old a fact may be. An older one is missing, with the reason {@code stale}.
     *
     * @param on the fact, a date, that says as of which day it holds; while that is missing, so is the fact
     * @param days how many days before the day asked about that may be
     */
    public record Freshness(String on, int days) {}

    /** The expressions by which it is counted and put in order. */
    public Stream<Expression> expressions() {
        return Stream.concat(
                once.stream().flatMap(ledger -> ledger.by().stream()),
                budget.stream().flatMap(money -> money.priority().stream()));
    }

    /** The names of the facts they read. */
    Set<String> facts() {
        var facts = new TreeSet<String>();
        expressions().forEach(expression -> facts.addAll(expression.names()));
        maxAge.values().forEach(freshness -> facts.add(freshness.on()));
        facts.removeIf(name -> !FactVocabulary.isFact(name));
        return facts;
    }
}
