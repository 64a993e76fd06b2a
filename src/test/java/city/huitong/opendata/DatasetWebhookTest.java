package city.huitong.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import city.huitong.hub.Hub;
import city.huitong.hub.People;
import city.huitong.hub.Tokens;
import city.huitong.platform.webhook.Recipient;
import city.huitong.platform.webhook.Recipient.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A developer is told of new versions of a dataset, by a real server on this machine. */
@QuarkusTest
class DatasetWebhookTest {

    private final String client = "app-" + UUID.randomUUID();
    private final Recipient recipient = Recipient.started();

    @AfterEach
    void stop() {
        recipient.close();
    }

    @Test
    void saysThatThereIsANewVersionAndWhereItsChangesAre() {
        var stops = AnOpenDataset.register();
        stops.store(line(1, "一"));
        registers(stops.id(), recipient.url()).statusCode(200).body("state", equalTo("ACTIVE"));
        stops.store(line(2, "二") + line(3, "三"));

        var message = received(1).getFirst();
        assertThat(message.isSignedBy(given().get("/.well-known/jwks.json").asString()))
                .isTrue();
        assertThat(message.json().getString("type")).isEqualTo("dataset.published");
        assertThat(message.data().fieldNames())
                .containsExactly("dataset", "version", "since", "publishedAt", "records", "changed", "changes");
        assertThat(message.data().getLong("version")).isEqualTo(3);
        assertThat(message.data().getLong("since")).isEqualTo(2);
        assertThat(message.data().getLong("records")).isEqualTo(3);
        assertThat(message.data().getLong("changed")).isEqualTo(2);
        assertThat(message.data().getString("changes"))
                .endsWith("/v1/open/datasets/" + stops.id() + "/changes?since=2");
        assertThat(message.body()).doesNotContain("二", client);
        stops.ask("changes", Map.of("since", 2)).then().body("items", hasSize(2));
        untilDeliveries(stops.id(), "state", "DELIVERED");
        as(client).delete(path(stops.id())).then().statusCode(204);
        refused(as(client).get(path(stops.id())).then(), 404, "webhook-not-found");
    }

    @Test
    void joinsVersionsThatComeCloseTogether() {
        var stops = AnOpenDataset.register();
        registers(stops.id(), recipient.url()).statusCode(200);
        for (var i = 1; i <= 12; i++) {
            stops.store(line(i, "站"));
        }

        await().atMost(Hub.DEADLINE).until(() -> isTold(13));
        assertThat(recipient.messages()).hasSizeLessThan(12);
        mustFollowEachOther();
    }

    @Test
    void tellsARecipientThatWasDownWhatItMissedInOneMessage() {
        var down = new AtomicBoolean(true);
        var stops = AnOpenDataset.register();
        recipient.answering(_ -> down.get() ? 503 : 204);
        registers(stops.id(), recipient.url()).statusCode(200);
        for (var i = 1; i <= 4; i++) {
            stops.store(line(i, "站"));
        }
        received(2);
        as(client).get(path(stops.id()) + "/deliveries").then().body("items", hasSize(1));
        down.set(false);

        await().atMost(Hub.DEADLINE).until(() -> isTold(5));
        mustFollowEachOther();
    }

    @Test
    void saysOfPeopleNotHowMuchHasChanged() {
        var residents = ProtectPeopleTest.register();
        registers(residents, recipient.url()).statusCode(200);
        Hub.send(
                        Hub.POLICE,
                        residents,
                        "{\"number\":\"%s\",\"district\":\"d01\",\"decade\":1980,\"income\":1}\n"
                                .formatted(People.number(700_990)))
                .statusCode(200);

        var message = received(1).getFirst();
        assertThat(message.data().fieldNames())
                .containsExactly("dataset", "version", "since", "publishedAt", "records");
        assertThat(message.body()).doesNotContain(People.number(700_990));
    }

    @Test
    void isSilentAboutWhatIsNotOpenAnyMore() {
        var stops = AnOpenDataset.register();
        registers(stops.id(), recipient.url()).statusCode(200);
        recipient.answering(_ -> 503);
        stops.store(line(1, "一"));
        received(1);
        stops.close();
        stops.store(line(2, "二"));

        refused(registers(stops.id(), recipient.url()), 404, "dataset-not-found");
        as(client).get(path(stops.id())).then().statusCode(200);
        as(client).delete(path(stops.id())).then().statusCode(204);
    }

    @Test
    void pingsAndCountsByTheKindOfTopic() {
        var stops = AnOpenDataset.register();
        registers(stops.id(), recipient.url() + "/a-secret").statusCode(200);
        as(client).post(path(stops.id()) + "/test").then().statusCode(202).body("type", equalTo("webhook.ping"));
        received(1);
        untilDeliveries(stops.id(), "state", "DELIVERED");
        assertThat(given().get("/q/metrics").asString())
                .contains("huitong_webhooks_attempts_total{outcome=\"DELIVERED\",topic=\"dataset\"")
                .doesNotContain("a-secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 308})
    void followsNoRedirect(int status) {
        var stops = AnOpenDataset.register();
        try (var elsewhere = Recipient.started()) {
            registers(stops.id(), recipient.redirecting(status, elsewhere.url()).url())
                    .statusCode(200);
            stops.store(line(1, "一"));
            untilDeliveries(stops.id(), "outcome", "REDIRECTED");
            assertThat(elsewhere.messages()).isEmpty();
        }
    }

    @Test
    void waitsForNobodyWhoNeverAnswers() {
        var stuck = new CountDownLatch(1);
        var stops = AnOpenDataset.register();
        var other = "app-" + UUID.randomUUID();
        try (var silent = Recipient.started()) {
            silent.answering(_ -> awaited(stuck));
            registers(as(other), stops.id(), silent.url()).statusCode(200);
            registers(stops.id(), recipient.url()).statusCode(200);
            stops.store(line(1, "一"));
            received(1);
            await().atMost(Hub.DEADLINE)
                    .untilAsserted(() -> as(other)
                            .get(path(stops.id()) + "/deliveries")
                            .then()
                            .body("items.outcome", hasItem("TIMED_OUT")));
        } finally {
            stuck.countDown();
            as(other).delete(path(stops.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.1.2.3/hook",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00::1]/",
                "http://1.1.1.1/hook",
                "ftp://1.1.1.1/",
                "https://user:secret@1.1.1.1/",
                "",
                "https://no-such-host.invalid/"
            })
    void refusesAddressesItMustNotCall(String url) {
        refused(registers("bus-stops", url), 422, "webhook-address-refused");
        refused(as(client).get(path("bus-stops")).then(), 404, "webhook-not-found");
    }

    @Test
    void isForClientsOfOpenDatasetsOnly() {
        for (var unknown : List.of("no-such-dataset", "deaths", "X'--")) {
            refused(registers(unknown, recipient.url()), 404, "dataset-not-found");
        }
        refused(as(client).get(path("X'--")).then(), 404, "dataset-not-found");
        refused(as(client).delete(path("deaths")).then(), 404, "webhook-not-found");
        refused(Hub.as("officer").get(path("bus-stops")).then(), 403, "role-missing");
        given().get(path("bus-stops")).then().statusCode(401);
        refused(as(client).get(path("bus-stops") + "/deliveries?limit=0").then(), 400, "request-invalid");
        refused(as(client).post(path("bus-stops") + "/test").then(), 404, "webhook-not-found");
        refused(
                as(client)
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .put(path("bus-stops"))
                        .then(),
                422,
                "webhook-address-refused");
        refused(Hub.as("department-transport").get(path("bus-stops")).then(), 404, "webhook-not-found");
        refused(
                Tokens.with(Tokens.signed("key-1", "developer", claims -> claims))
                        .get(path("bus-stops"))
                        .then(),
                404,
                "webhook-not-found");
        refused(
                Tokens.with(Tokens.signed("110101199001011237", "developer", claims -> claims))
                        .get(path("bus-stops"))
                        .then(),
                403,
                "forbidden");
    }

    /** Nothing is told twice, nothing is left out; the first version was there before anybody followed. */
    private void mustFollowEachOther() {
        var since = 1L;
        var seen = new HashSet<String>();
        for (var message : recipient.messages()) {
            if (seen.add(message.id())) {
                assertThat(message.data().getLong("since")).isEqualTo(since);
                since = message.data().getLong("version");
            }
        }
    }

    private boolean isTold(long version) {
        return recipient.messages().stream().anyMatch(message -> message.data().getLong("version") == version);
    }

    private static String line(int stop, String name) {
        return "{\"district\":\"d00\",\"stop\":%d,\"name\":\"%s\"}\n".formatted(stop, name);
    }

    private static String path(String dataset) {
        return "/v1/open/datasets/" + dataset + "/webhook";
    }

    private ValidatableResponse registers(String dataset, String url) {
        return registers(as(client), dataset, url);
    }

    private static ValidatableResponse registers(RequestSpecification who, String dataset, String url) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("url", url))
                .put(path(dataset))
                .then();
    }

    private List<Message> received(int count) {
        await().atMost(Hub.DEADLINE).until(() -> recipient.messages().size() >= count);
        return recipient.messages();
    }

    private void untilDeliveries(String dataset, String field, String value) {
        await().atMost(Hub.DEADLINE)
                .untilAsserted(() ->
                        as(client).get(path(dataset) + "/deliveries").then().body("items." + field, hasItem(value)));
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }

    private static int awaited(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS) ? 200 : 500;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestSpecification as(String client) {
        return Tokens.with(Tokens.signed(client, "app", claims -> claims));
    }
}
