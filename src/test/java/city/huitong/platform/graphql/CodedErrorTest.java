package city.huitong.platform.graphql;

import static city.huitong.consent.ConsentProblem.CONSENT_NOT_ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.ProblemJson;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionResultImpl;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An error of GraphQL says what REST's problem says. */
class CodedErrorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hasTheMembersOfRest() {
        var problem = CONSENT_NOT_ACTIVE
                .because("it is paused")
                .with("state", "PAUSED")
                .with("limit", 5);

        var error = inGraphql(problem);

        var rest = JSON.convertValue(ProblemJson.of(problem, "/v1/x"), Map.class);
        assertThat(error.get("code")).isEqualTo(rest.get("code"));
        assertThat(problem.members()).isNotEmpty();
        for (var member : problem.members().keySet()) {
            assertThat(((Map<?, ?>) error.get("problem")).get(member))
                    .as(member)
                    .isEqualTo(rest.get(member));
        }
    }

    @Test
    void hasNoMembersWhereRestHasNone() {
        var inGraphql = (Map<?, ?>) inGraphql(CONSENT_NOT_ACTIVE.because("x")).get("problem");
        assertThat(inGraphql.keySet()).isEqualTo(Set.of("title", "status", "detail", "challenge", "errors"));
    }

    private static Map<String, Object> inGraphql(Problem problem) {
        var failed =
                new ExceptionWhileDataFetching(ResultPath.rootPath().segment("me"), problem, new SourceLocation(1, 1));
        var answer = ErrorCodes.on(ExecutionResultImpl.newExecutionResult()
                .data(Map.of())
                .addError(failed)
                .build());
        return answer.getErrors().getFirst().getExtensions();
    }
}
