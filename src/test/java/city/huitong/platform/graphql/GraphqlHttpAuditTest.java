package city.huitong.platform.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The audit of the npm package graphql-http, run by the Maven profile of that name, as it needs Node. */
@QuarkusTest
class GraphqlHttpAuditTest {

    @Test
    void everyAuditIsPassed() throws IOException, InterruptedException {
        Hub.untilStarted();
        var audit = new ProcessBuilder(".ci/graphql-http", "http://localhost:" + RestAssured.port + "/graphql")
                .redirectErrorStream(true)
                .start();
        var report = new String(audit.getInputStream().readAllBytes(), UTF_8);
        assertThat(audit.waitFor()).as(report).isZero();
        assertThat(report).contains("61 of 61");
    }
}
