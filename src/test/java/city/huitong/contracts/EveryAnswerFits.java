package city.huitong.contracts;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Puts the check before every test of a running hub; found by its name in META-INF/services. */
public final class EveryAnswerFits implements QuarkusTestBeforeEachCallback {

    private static final AnswersFitTheContract CHECK = new AnswersFitTheContract();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(CHECK);
    }
}
