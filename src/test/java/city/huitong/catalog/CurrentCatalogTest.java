package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.huitong.platform.problem.PlatformProblem;
import city.huitong.platform.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.junit.jupiter.api.Test;

/** A hub that has just started knows nothing yet, and says so instead of "there is no such dataset". */
@QuarkusTest
class CurrentCatalogTest {

    private final CurrentCatalog justStarted;

    CurrentCatalogTest(CatalogQueries queries) {
        this.justStarted = new CurrentCatalog(queries);
    }

    @Test
    void asksForPatienceUntilItHasBeenRead() throws Throwable {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(justStarted::get)
                .matches(problem -> problem.type() == PlatformProblem.OVERLOADED);

        VertxContextSupport.subscribeAndAwait(justStarted::reload);

        assertThat(justStarted.get().revision()).isNotNegative();
    }

    @Test
    void isReadByTheFirstWhoCanWait() throws Throwable {
        var known = VertxContextSupport.subscribeAndAwait(justStarted::known);

        assertThat(justStarted.get()).isSameAs(known);
    }
}
