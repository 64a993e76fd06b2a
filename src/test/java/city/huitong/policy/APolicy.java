package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A policy for tests: valid unless told otherwise; a test replaces the words it is about. */
record APolicy(String policy, String cases) {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    static final FactVocabulary VOCABULARY = new FactVocabulary(Map.of(
            "person.birth", ValueType.DATE,
            "person.hukou", ValueType.TEXT,
            "person.deceased", ValueType.BOOL,
            "person.grade", ValueType.INT,
            "person.ratio", ValueType.NUMBER,
            "household.income", ValueType.MONEY,
            "household.members", ValueType.INT,
            "enterprise.staff", ValueType.INT));

    /** Decimals exactly as written: a double has room for 15 digits only. */
    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static APolicy elderlyAllowance() {
        return new APolicy("""
                policy: sh.elderly-allowance
                title: {zh: 老年综合津贴, en: Elderly comprehensive allowance}
                subject: person
                authority: civil-affairs
                legal: [{doc: 关于建立老年综合津贴制度的通知, article: 一(一), check: number of the document}]
                automation: direct
                versions:
                  - valid: {from: 2016-05-01, to: 2027-12-31}
                    params: {minAge: 65}
                    eligible:
                      all:
                        - {id: hukou, when: "person.hukou == 'sh'", text: {zh: 具有本市户籍}, legal: 一(一)}
                        - {id: age, when: "ageAt(person.birth, asOf) >= params.minAge", text: {zh: 年满65周岁}}
                        - none:
                            - {id: deceased, when: "person.deceased", text: {zh: 已去世}}
                    benefit:
                      period: month
                      bands: {on: "ageAt(person.birth, asOf)", rows: [[65, 75], [70, 150], [80, 180], [90, 350], [100, 600]]}
                cases: elderly-allowance.cases.yaml
                """, """
                - name: turns 65 today
                  asOf: 2026-11-23
                  facts: {person: {birth: 1961-11-23, hukou: sh, deceased: false}}
                  expect: {outcome: ELIGIBLE, amount: 75.00}
                """);
    }

    static APolicy minimumLiving() {
        return new APolicy("""
                policy: x.minimum-living
                title: {zh: 最低生活保障}
                subject: person
                authority: civil-affairs
                automation: confirm
                versions:
                  - valid: {from: 2024-07-01}
                    params: {line: {yuan: 1595}}
                    eligible:
                      {id: hukou, when: "person.hukou == 'x'", text: {zh: 具有本市户籍}}
                    benefit:
                      period: month
                      amount: "params.line - round(household.income, household.members)"
                      figures:
                        - id: perHead
                          amount: "round(household.income, household.members)"
                          otherwise: "yuan(0.01) + round(household.income, household.members)"
                          text: {zh: 人均收入}
                        - {id: line, amount: "params.line", text: {zh: 标准}}
                """, """
                - name: an income of 1,000 for two
                  asOf: 2026-11-23
                  facts: {person: {hukou: x}, household: {income: 1000, members: 2}}
                  expect: {outcome: ELIGIBLE, amount: 1095.00, figures: {perHead: 500}}
                """);
    }

    /** The elderly allowance with cases for all that each criterion can say. */
    APolicy covered() {
        return new APolicy(policy, cases + """
                - name: registered elsewhere
                  asOf: 2026-11-23
                  facts: {person: {birth: 1950-01-01, hukou: bj, deceased: false}}
                  expect: {outcome: NOT_ELIGIBLE}
                - name: turns 65 next day
                  asOf: 2026-11-22
                  facts: {person: {birth: 1961-11-23, hukou: sh, deceased: false}}
                  expect: {outcome: NOT_ELIGIBLE}
                - name: dead
                  asOf: 2026-11-23
                  facts: {person: {birth: 1950-01-01, hukou: sh, deceased: true}}
                  expect: {outcome: NOT_ELIGIBLE}
                - name: nothing known
                  asOf: 2026-11-23
                  expect: {outcome: UNDETERMINED}
                """);
    }

    /** The same with other words in the policy. */
    APolicy with(String words, String otherWords) {
        return new APolicy(replaced(policy, words, otherWords), cases);
    }

    /** The same with other words in the cases. */
    APolicy withCase(String words, String otherWords) {
        return new APolicy(policy, replaced(cases, words, otherWords));
    }

    PolicyDocument document() {
        try {
            return new PolicyDocument(
                    YAML.readValue(policy, new TypeReference<>() {}), YAML.readValue(cases, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Policy read() {
        return read(VOCABULARY);
    }

    Policy read(FactVocabulary vocabulary) {
        return new PolicyReader(new ExpressionCompiler()).read(document(), vocabulary);
    }

    /** What is wrong with it; nothing if it can be read. */
    List<Violation> violations() {
        return violations(VOCABULARY);
    }

    List<Violation> violations(FactVocabulary vocabulary) {
        try {
            read(vocabulary);
            return List.of();
        } catch (Problem refused) {
            return refused.violations();
        }
    }

    static Bindings facts(Map<String, Value> facts) {
        return facts::get;
    }

    private static String replaced(String text, String words, String otherWords) {
        if (!text.contains(words)) {
            throw new AssertionError("the fixture has no words " + words);
        }
        return text.replace(words, otherWords);
    }
}
