package city.huitong.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.problem.PlatformProblem;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A hub that has just started knows no policy yet, and says so instead of "nobody is entitled to anything". */
@QuarkusTest
class CurrentPoliciesTest {

    private final CurrentPolicies justStarted;

    CurrentPoliciesTest(PolicyRepository repository, CurrentCatalog catalog, Background background) {
        this.justStarted = new CurrentPolicies(repository, catalog, background);
    }

    @Test
    void asksForPatienceUntilTheyHaveBeenRead() throws Throwable {
        asksForPatience(justStarted::all);
        asksForPatience(() -> justStarted.about(SubjectKind.PERSON));
        asksForPatience(() -> justStarted.require("x.elderly-allowance"));

        VertxContextSupport.subscribeAndAwait(justStarted::reload);

        assertThat(justStarted.all()).isNotNull();
    }

    private static void asksForPatience(ThrowingCallable question) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(question)
                .matches(problem -> problem.type() == PlatformProblem.OVERLOADED);
    }
}
