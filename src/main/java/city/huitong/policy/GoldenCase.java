package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.MissingReason;
import city.huitong.expression.Value;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A made-up subject and what the authority says must come out for it.
 *
 * @param name unique within the policy
 * @param asOf the day that is asked about
 * @param facts what is known, by full name; a fact left out is missing
 * @param absent why facts are missing, by full name; others were not found
 */
public record GoldenCase(
        String name, LocalDate asOf, Map<String, Value> facts, Map<String, MissingReason> absent, Expectation expect)
        implements Bindings {

    public GoldenCase {
        facts = Map.copyOf(facts);
        absent = Map.copyOf(absent);
    }

    @Override
    public @Nullable Value value(String name) {
        return facts.get(name);
    }

    @Override
    public MissingReason whyMissing(String name) {
        return absent.getOrDefault(name, MissingReason.NOT_FOUND);
    }

    /**
     * What must come out. Whatever is left empty is not compared.
     *
     * @param amountFen the amount in fen
     * @param figures in fen by id; figures not named here are not compared
     * @param missing exactly the facts that keep the answer open; expected of no other outcome than undetermined
     * @param reasons why facts that keep it open are missing; facts not named here are not compared
     * @param failed exactly the criteria that decided against the subject
     */
    public record Expectation(
            Outcome outcome,
            OptionalLong amountFen,
            Map<String, Long> figures,
            Optional<Set<String>> missing,
            Map<String, MissingReason> reasons,
            Optional<Set<String>> failed) {

        public Expectation {
            figures = Map.copyOf(figures);
            missing = missing.map(Set::copyOf);
            reasons = Map.copyOf(reasons);
            failed = failed.map(Set::copyOf);
        }
    }
}
