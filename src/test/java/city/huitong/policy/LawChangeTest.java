package city.huitong.policy;

import static city.huitong.policy.APolicy.elderlyAllowance;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far back a change of the law reaches. */
class LawChangeTest {

    private static final String VALID = "valid: {from: 2016-05-01, to: 2027-12-31}";
    private static final String FIRST_BAND = "[65, 75]";

    private static final String EARLIER = """
            - {name: earlier, asOf: 2020-01-01, facts: {person: {}}, expect: {outcome: UNDETERMINED}}
            """;

    private final Policy before = elderlyAllowance().read();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [65, 75]                                   | [65, 80]                                   | 2016-05-01
                    minAge: 65                                 | minAge: 64                                 | 2016-05-01
                    valid: {from: 2016-05-01, to: 2027-12-31}  | valid: {from: 2017-01-01, to: 2027-12-31}  | 2016-05-01
                    valid: {from: 2016-05-01, to: 2027-12-31}  | valid: {from: 2015-01-01, to: 2027-12-31}  | 2015-01-01
                    valid: {from: 2016-05-01, to: 2027-12-31}  | valid: {from: 2016-05-01, to: 2026-12-31}  | 2027-01-01
                    valid: {from: 2016-05-01, to: 2027-12-31}  | valid: {from: 2016-05-01}                  | 2028-01-01
                    """)
    void isTheFirstDayForWhichItSaysSomethingElse(String words, String otherWords, LocalDate since) {
        var after = elderlyAllowance().with(words, otherWords).read();

        assertThat(after.saysOtherwiseFrom(before)).contains(since);
        assertThat(before.saysOtherwiseFrom(after)).contains(since);
    }

    @Test
    void isNoneWhereOnlyTitlesDiffer() {
        var after = elderlyAllowance().with("老年综合津贴", "老年津贴").read();

        assertThat(after.saysOtherwiseFrom(before)).isEmpty();
    }

    /** A version is divided in two that say the same up to the day on which the second one is otherwise. */
    @Test
    void isTheBeginningOfAVersionThatIsNew() {
        var first = elderlyAllowance().with(VALID, "valid: {from: 2016-05-01, to: 2026-06-30}");
        var yaml = first.policy();
        var version = yaml.substring(yaml.indexOf("  - valid"), yaml.indexOf("cases:"));
        var second = version.replace("2016-05-01, to: 2026-06-30", "2026-07-01, to: 2027-12-31")
                .replace(FIRST_BAND, "[65, 90]");

        var after = first.with(version, version + second)
                .withCase("- name: turns", EARLIER + "- name: turns")
                .read();

        assertThat(after.saysOtherwiseFrom(before)).contains(LocalDate.of(2026, 7, 1));
    }
}
