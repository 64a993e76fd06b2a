package city.huitong.platform.runtime;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/operations.md tells an operator to watch is there, and no label grows with people or requests. */
@QuarkusTest
class MetricsTest {

    private static final Pattern LABEL = Pattern.compile("[a-z_]+=\"([^\"]*)\"");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{9,}|[0-9a-f]{8}-[0-9a-f]{4}-");

    private final String number = FreshNumbers.citizen();

    @BeforeEach
    void theCityIsThere() {
        Hub.awaitCity();
    }

    @Test
    void countTheLinesOfADataset() {
        var accepted = lines("accepted");
        var rejected = lines("rejected");
        send(POLICE, "population", person() + "\n{\"citizen_number\":\"1\"}\n{}")
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(2));
        assertThat(lines("accepted")).isEqualTo(accepted + 1);
        assertThat(lines("rejected")).isEqualTo(rejected + 2);
    }

    @Test
    void tellHowFarOutboxAndMatchingAreBehind() {
        var matched = value("huitong_matching_lag_seconds_count");
        var sent = value("huitong_outbox_sent_total");
        send(POLICE, "population", person());
        await().atMost(Hub.DEADLINE).until(() -> value("huitong_matching_lag_seconds_count") > matched);
        assertThat(value("huitong_matching_lag_seconds_max")).isBetween(0.0, 600.0);
        assertThat(value("huitong_outbox_sent_total")).isGreaterThan(sent);
        await().atMost(Hub.DEADLINE).until(() -> value("huitong_outbox_waiting") == 0);
        await().atMost(Hub.DEADLINE).until(() -> value("huitong_outbox_oldest_age_seconds") == 0);
        await().atMost(Hub.DEADLINE).until(() -> value("huitong_matching_runs_open") == 0);
    }

    @Test
    void haveNoLabelThatGrowsWithPeopleOrRequests() {
        send(POLICE, "population", person());
        var id = Hub.subject(number);
        as("officer").get("/v1/subjects/" + id + "/facts");
        as("officer").get("/v1/subjects/" + id + "/decisions?asOf=2026-01-01");
        as("operator").get("/v1/subjects/" + id + "/facts");
        given().get("/v1/subjects/" + id + "/facts");
        given().header("Authorization", "Bearer x").get("/v1/subjects/" + number + "/entitlements");
        as("officer").get("/v1/batches/" + UUID.randomUUID() + "/rejections");
        as("officer").delete("/v1/subjects/" + number);
        as("officer").get("/v1/runs/" + number);
        as("officer").get("/nothing/" + number);
        as("officer").get("/" + number + "/" + UUID.randomUUID());
        as("officer").post("/graphql/" + number);
        as("officer")
                .contentType("application/json")
                .body("{\"query\": \"{ policies { id } }\"}")
                .post("/graphql");

        // Those of the Kafka client name its brokers and the city's topics; other tests send to topics of their own.
        var own = scrape().lines().filter(line -> !line.startsWith("kafka_")).collect(Collectors.joining("\n"));
        assertThat(own.lines().filter(line -> line.contains("status=\"401\"")))
                .as("what is refused ahead of REST has a template, too")
                .anyMatch(line -> line.contains("uri=\"/v1/subjects/{id}/entitlements\""));
        var labels = LABEL.matcher(own).results().map(match -> match.group(1)).toList();
        assertThat(labels).contains("/v1/subjects/{id}/facts", "/graphql");
        assertThat(labels)
                .filteredOn(label -> LONG_NUMBER.matcher(label).find())
                .isEmpty();
    }

    private String person() {
        return """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"1940-03-01","hukou":"x"}""".formatted(number);
    }

    private static double value(String metric) {
        return scrape().lines()
                .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + ","))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    private static double lines(String outcome) {
        return value("huitong_ingest_lines_total{dataset=\"population\",outcome=\"" + outcome + "\"");
    }

    private static String scrape() {
        return given().accept("text/plain").get("/q/metrics").asString();
    }
}
