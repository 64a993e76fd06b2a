package city.huitong.demo;

import city.huitong.embedded.demo.DemoCity;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what the hub must answer for everybody in the demo city, without the hub: from the delivered lines, in plain Java, with no
 * city pack, expression or database in sight. Facts are what all lines say in the end, so windows alone depend on the day.
 */
public final class DemoOracle {

    /** Policies for persons. */
    public static final List<String> PERSON_POLICIES =
            List.of("x.elderly-allowance", "x.severe-disability-care", "x.minimum-living");

    /** Policies for enterprises. */
    public static final List<String> ENTERPRISE_POLICIES =
            List.of("x.job-retention-refund", "cn.small-profit-cit", "cn.small-scale-vat", "cn.vat-credit-refund");

    /**
     * What must come out of one policy for one subject.
     *
     * @param outcome the outcome's name as in the formats
     * @param amountFen 0 unless eligible
     */
    public record Expected(String outcome, long amountFen) {}

    private DemoOracle() {}

    /** By official number (all citizens, then all enterprises) and policy id. */
    public static Map<String, Map<String, Expected>> decide(DemoCity city, LocalDate asOf) {
        var facts = new DemoFacts(city);
        Map<String, Map<String, Expected>> answers = new LinkedHashMap<>();
        city.citizenNumbers()
                .forEach(number -> answers.put(number, decide(PERSON_POLICIES, facts.ofPerson(number), asOf)));
        city.creditCodes()
                .forEach(code -> answers.put(code, decide(ENTERPRISE_POLICIES, facts.ofEnterprise(code, asOf), asOf)));
        return answers;
    }

    private static Map<String, Expected> decide(List<String> policies, KnownFacts facts, LocalDate asOf) {
        Map<String, Expected> answers = new LinkedHashMap<>();
        policies.forEach(policy -> answers.put(policy, DemoRules.decide(policy, facts, asOf)));
        return answers;
    }
}
