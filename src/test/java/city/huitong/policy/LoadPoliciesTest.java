package city.huitong.policy;

import static city.huitong.policy.APolicy.elderlyAllowance;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.CityPack;
import city.huitong.platform.data.DocumentLines;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a city pack is told with the file in which it stands, and with its line there. */
class LoadPoliciesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            person.deceased   | person.deceasd | policies/p.yaml#/versions/0/eligible/all/2/none/0/when | 15 | unknown fact person.deceasd
            ageAt(person.birth, asOf) >= params.minAge | ageAt(person.birth, asOf) | policies/p.yaml#/versions/0/eligible/all/1/when | 13 | must be of type bool
            [70, 150]         | {from: 65, yuan: 1} | policies/p.yaml#/versions/0/benefit/bands/rows/1 | 18 | lower bounds must ascend
            """)
    void namesTheFileOfThePolicy(String words, String otherWords, String place, int line, String sentence) {
        assertThat(refused(elderlyAllowance().with(words, otherWords)).violations())
                .singleElement()
                .satisfies(found -> told(found, place, line, sentence));
    }

    @Test
    void namesTheFileOfTheCases() {
        var refused = refused(elderlyAllowance().withCase("birth: 1961", "brith: 1961"));

        assertThat(refused.violations())
                .singleElement()
                .satisfies(found -> told(found, "policies/p.cases.yaml#/0/facts/person/brith", 3, "there is no fact"));
        assertThat(refused.detail())
                .startsWith("policies/p.yaml: policies/p.cases.yaml#/0/facts/person/brith (line 3): there is no fact");
    }

    private static void told(Violation found, String place, int line, String sentence) {
        assertThat(found.pointer()).isEqualTo(place);
        assertThat(found.line()).contains(line);
        assertThat(found.detail()).contains(sentence);
    }

    private static Problem refused(APolicy policy) {
        var document = new CityPack.PolicyDocument(
                new CityPack.Document("policies/p.yaml", "", null, DocumentLines.of(policy.policy())),
                Optional.of(
                        new CityPack.Document("policies/p.cases.yaml", "", null, DocumentLines.of(policy.cases()))));
        try {
            policy.read();
            throw new AssertionError("the policy is right");
        } catch (Problem problem) {
            return LoadPolicies.located(document, problem);
        }
    }
}
