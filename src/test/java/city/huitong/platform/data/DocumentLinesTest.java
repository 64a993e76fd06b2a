package city.huitong.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.platform.problem.PlatformProblem;
import city.huitong.platform.problem.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentLinesTest {

    private static final String TEXT = """
            # a comment
            policy: x.a
            versions:
              - valid: {from: 2024-01-01}
                eligible:
                  all:
                    - {id: a, when: "true"}

                    - id: a/b
                      when: >
                        false
            "odd/key~": 1
            """;

    @ParameterizedTest
    @CsvSource({
        "/policy, 2",
        "/versions, 3",
        "/versions/0, 4",
        "/versions/0/valid/from, 4",
        "/versions/0/eligible/all, 6",
        "/versions/0/eligible/all/0/when, 7",
        "/versions/0/eligible/all/1/when, 10",
        "/versions/0/eligible/all/1/text, 9",
        "/versions/0/benefit/amount, 4",
        "/odd~1key~0, 12",
        "'', 2",
        "/nothing/there, 2"
    })
    void areThoseOfTheKeysAsWritten(String pointer, int line) {
        assertThat(DocumentLines.of(TEXT).lines(List.of(pointer))).containsExactly(Optional.of(line));
    }

    @Test
    void areThoseOfJson() {
        assertThat(DocumentLines.of("{\n\"a\":\n [1,\n 2]}").lines(List.of("/a", "/a/1")))
                .containsExactly(Optional.of(2), Optional.of(4));
    }

    @ParameterizedTest
    @CsvSource({"''", "'a: [1'", "': :: {'"})
    void neverFailOverATextThatCannotBeRead(String text) {
        assertThat(DocumentLines.of(text).lines(List.of("/b"))).hasSize(1);
    }

    @Test
    void comeIntoProblems() {
        var problem = PlatformProblem.REQUEST_INVALID
                .because("one mistake")
                .with(List.of(new Violation("/versions/0/valid", "period", "must be one")));

        assertThat(DocumentLines.of(TEXT).locate(problem).violations())
                .containsExactly(new Violation("/versions/0/valid", "period", "must be one", Optional.of(4)));
        assertThat(DocumentLines.NONE.locate(problem).violations()).isEqualTo(problem.violations());
    }
}
