package city.huitong.policy.api;

/** A small policy that may be published: a gift for whoever is a hundred years old. */
final class Gift {

    private static final String YAML = """
            policy: ID
            title: {zh: 百岁贺礼, en: Gift at one hundred}
            subject: person
            authority: civil-affairs
            automation: direct
            versions:
              - valid: {from: 2026-01-01}
                params: {minAge: 100}
                eligible:
                  all:
                    - {id: age, when: "ageAt(person.birth, asOf) >= params.minAge", text: {zh: 年满一百周岁, en: One hundred}}
                benefit: {period: once, amount: "yuan(1000)"}
            cases:
              - {name: today, asOf: 2026-11-23, facts: {person: {birth: 1926-11-23}}, expect: {outcome: ELIGIBLE, amount: 1000}}
              - {name: tomorrow, asOf: 2026-11-23, facts: {person: {birth: 1926-11-24}}, expect: {outcome: NOT_ELIGIBLE}}
              - {name: unknown, asOf: 2026-11-23, facts: {person: {}}, expect: {outcome: UNDETERMINED}}
            """;

    private Gift() {}

    /** The policy under this id. */
    static String policy(String id) {
        return YAML.replace("ID", id);
    }
}
