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
    public static final List<String> PERSON_POLICIES = List.of(
            "x.elderly-allowance",
            "x.severe-disability-care",
            "x.minimum-living",
            "x.disability-living",
            "bj.disability-living",
            "bj.disability-care",
            "cn.job-expansion-subsidy",
            "x.hiring-subsidy",
            "cn.skill-upgrade-subsidy",
            "cn.childcare-subsidy",
            "cn.individual-deduction",
            "cn.car-scrap-renewal",
            "cn.car-replacement");

    /** Policies for enterprises. */
    public static final List<String> ENTERPRISE_POLICIES = List.of(
            "x.job-retention-refund",
            "cn.small-profit-cit",
            "cn.small-scale-vat",
            "cn.vat-credit-refund",
            "cn.six-taxes-two-fees",
            "cn.individual-business-pit",
            "cn.high-tech-enterprise",
            "cn.rd-super-deduction",
            "x.sme-award",
            "x.sme-award-research",
            "cn.disability-levy-relief");

    /** Of these a subject gets the one that is worth most in a year. */
    private static final List<List<String>> RIVALS = List.of(
            List.of("cn.job-expansion-subsidy", "x.hiring-subsidy"),
            List.of("cn.high-tech-enterprise", "cn.small-profit-cit"),
            List.of("cn.car-replacement", "cn.car-scrap-renewal"));

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

    /** All of them are paid once, or by the year. Who comes first by name wins a tie. */
    private static void exclude(List<String> rivals, Map<String, Expected> answers) {
        var eligible = rivals.stream()
                .filter(policy -> answers.containsKey(policy)
                        && answers.get(policy).outcome().equals("ELIGIBLE"))
                .toList();
        long most = eligible.stream()
                .mapToLong(policy -> answers.get(policy).amountFen())
                .max()
                .orElse(0);
        var winner = eligible.stream()
                .filter(policy -> answers.get(policy).amountFen() == most)
                .findFirst();
        eligible.stream()
                .filter(policy -> !policy.equals(winner.orElseThrow()))
                .forEach(policy -> answers.put(policy, new Expected("EXCLUDED", 0)));
    }

    private static Map<String, Expected> decide(List<String> policies, KnownFacts facts, LocalDate asOf) {
        Map<String, Expected> answers = new LinkedHashMap<>();
        policies.forEach(policy -> answers.put(policy, DemoRules.decide(policy, facts, asOf)));
        RIVALS.forEach(rivals -> exclude(rivals, answers));
        return answers;
    }
}
