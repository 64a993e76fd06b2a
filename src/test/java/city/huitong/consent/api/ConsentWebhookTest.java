package city.huitong.consent.api;

import static city.huitong.consent.api.ConsentApiTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.platform.webhook.Recipient;
import city.huitong.platform.webhook.Recipient.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recipient is told what becomes of its consents, by a real server on this machine. */
@QuarkusTest
class ConsentWebhookTest {

    private static final String PATH = "/v1/webhooks/consents";

    /** What a recipient has to be told in, p99. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Pool pool;
    private final String client = "app-" + UUID.randomUUID();
    private final Recipient recipient = Recipient.started();
    private Someone someone;

    ConsentWebhookTest(Pool pool) {
        this.pool = pool;
    }

    @BeforeEach
    void register() {
        someone = Someone.registered();
    }

    @AfterEach
    void stop() {
        app().delete(PATH);
        recipient.close();
    }

    @Test
    void tellsEveryMoveInItsOrder() {
        registered(recipient);
        var consent = approved();
        someone.does("pause", consent);
        someone.does("resume", consent);
        someone.does("revoke", consent);

        assertThat(received(5))
                .extracting(message -> message.data().getString("move"))
                .containsExactly("propose", "approve", "pause", "resume", "revoke");
        assertThat(recipient.messages())
                .extracting(message -> message.data().getString("state"))
                .containsExactly("PENDING", "ACTIVE", "PAUSED", "ACTIVE", "REVOKED");
        var last = recipient.messages().getLast();
        assertThat(last.json().fieldNames()).containsExactly("type", "timestamp", "data");
        assertThat(last.json().getString("type")).isEqualTo("consent.changed");
        assertThat(last.data().fieldNames()).containsExactly("consent", "version", "state", "move", "at");
        assertThat(last.data().getString("consent")).isEqualTo(consent);
        assertThat(last.body()).doesNotContain(someone.number(), Hub.subject(someone.number()), client);
        app().get(PATH + "/deliveries?limit=2")
                .then()
                .body("items.state", contains("DELIVERED", "DELIVERED"))
                .body(
                        "items.id",
                        contains(last.id(), recipient.messages().get(3).id()))
                .body("items.status", contains(204, 204))
                .body("next", notNullValue());
    }

    @Test
    void tellsOfPausesAndResumesThatRaceInTheOrderOfTheChain() throws Exception {
        registered(recipient);
        var consent = approved();
        try (var threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 40)
                    .forEach(i -> threads.execute(() -> someone.does(i % 2 == 0 ? "pause" : "resume", consent)));
        }
        someone.does("revoke", consent).statusCode(200);
        var chain = someone.asks().get("/v1/me/consents/" + consent).jsonPath().getList("events.move", String.class);
        received(chain.size());

        assertThat(taken(consent)).containsExactlyElementsOf(chain).endsWith("revoke");
    }

    @Test
    void signsSoThatForgeriesAreSeen() {
        registered(recipient);
        approved();
        var message = received(2).getFirst();
        var keys = given().get("/.well-known/jwks.json").asString();

        assertThat(message.isSignedBy(keys)).isTrue();
        assertThat(Long.parseLong(message.timestamp()))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        var forged = message.body().replace("PENDING", "REVOKED");
        assertThat(message.with(message.id(), message.timestamp(), forged).isSignedBy(keys))
                .isFalse();
        assertThat(message.with(UUID.randomUUID().toString(), message.timestamp(), message.body())
                        .isSignedBy(keys))
                .as("a new id for an old message")
                .isFalse();
        var later = Long.toString(Long.parseLong(message.timestamp()) + 600);
        assertThat(message.with(message.id(), later, message.body()).isSignedBy(keys))
                .as("a replay that pretends to be fresh")
                .isFalse();
        assertThat(message.isSignedBy(keys.replaceAll("\"x\":\"....", "\"x\":\"AAAA")))
                .isFalse();
    }

    @Test
    void sendsTheSameMessageAgainUntilItIsTaken() {
        var tries = new AtomicInteger();
        registered(recipient.answering(_ -> tries.incrementAndGet() < 3 ? 500 : 200));
        pending();
        var sent = received(3);

        assertThat(sent).extracting(Message::id).containsOnly(sent.getFirst().id());
        assertThat(sent).extracting(Message::body).containsOnly(sent.getFirst().body());
        assertThat(sent)
                .allMatch(message ->
                        message.isSignedBy(given().get("/.well-known/jwks.json").asString()));
        untilState("DELIVERED").body("items.attempts", contains(3)).body("items.status", contains(200));
        app().get(PATH).then().body("state", equalTo("ACTIVE")).body("failingSince", equalTo(null));
    }

    @Test
    void goesOnWhenTheRecipientIsBack() {
        registered(recipient);
        recipient.close();
        var consent = approved();
        untilOutcome("NOT_REACHABLE");
        app().get(PATH).then().body("failingSince", notNullValue());
        try (var again = Recipient.startedAt(recipient.port())) {
            await().atMost(Hub.DEADLINE).until(() -> again.messages().size() == 2);
            assertThat(again.messages())
                    .allMatch(message -> message.data().getString("consent").equals(consent));
            assertThat(again.messages())
                    .extracting(message -> message.data().getString("move"))
                    .containsExactly("propose", "approve");
        }
    }

    @Test
    void holdsUpOnlyWhatIsAboutTheSame() {
        var stuck = new AtomicInteger();
        var first = new HashMap<String, Boolean>();
        registered(recipient.answering(message -> {
            var isFirst = first.computeIfAbsent(message.data().getString("consent"), _ -> first.isEmpty());
            return isFirst && stuck.incrementAndGet() < 4 ? 503 : 200;
        }));
        var held = approved();
        var other = approved();
        await().atMost(Hub.DEADLINE)
                .until(() -> taken(held).size() == 5 && taken(other).size() == 2);

        assertThat(taken(held)).containsExactly("propose", "propose", "propose", "propose", "approve");
        assertThat(taken(other)).containsExactly("propose", "approve");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        try (var elsewhere = Recipient.started()) {
            registered(recipient.redirecting(status, elsewhere.url()));
            pending();
            untilOutcome("REDIRECTED").body("items.state", contains("WAITING"));
            assertThat(elsewhere.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.1.2.3/hook",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/",
                "https://[fd00::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://0xa000001/",
                "http://10.1.2.3/",
                "http://1.1.1.1/hook",
                "ftp://1.1.1.1/",
                "https://user:secret@1.1.1.1/",
                "https://1.1.1.1/#part",
                "https://",
                "https://1.1.1.1:99999/",
                "https://1.1.1.1:0/",
                "//1.1.1.1/",
                "hook",
                "https://a b/",
                "",
                "https://no-such-host.invalid/"
            })
    void refusesAddressesItMustNotCall(String url) {
        refused(registers(url), 422, "webhook-address-refused");
        refused(app().get(PATH).then(), 404, "webhook-not-found");
    }

    @Test
    void refusesWhatIsNoRegistration() {
        refused(registers("https://1.1.1.1/" + "x".repeat(500)), 422, "webhook-address-refused");
        refused(app().contentType(ContentType.JSON).body("{}").put(PATH).then(), 422, "webhook-address-refused");
        refused(app().contentType(ContentType.JSON).put(PATH).then(), 422, "webhook-address-refused");
        refused(
                app().contentType(ContentType.JSON)
                        .body("{\"url\":1,")
                        .put(PATH)
                        .then(),
                400,
                "request-invalid");
    }

    @Test
    void callsNoAddressThatHasBecomePrivate() {
        registered(recipient);
        rows("update webhook set url = 'https://10.1.2.3/hook' where client = '" + client + "'");
        pending();
        untilOutcome("ADDRESS_REFUSED");
        assertThat(recipient.messages()).isEmpty();
    }

    @Test
    void letsNoSlowRecipientHoldUpOthers() {
        var stuck = new CountDownLatch(1);
        var slow = "app-" + UUID.randomUUID();
        try (var sleeper = Recipient.started()) {
            sleeper.answering(_ -> awaited(stuck));
            registers(as(slow), sleeper.url()).statusCode(200);
            registered(recipient);
            IntStream.range(0, 20)
                    .forEach(_ -> AProposal.to(someone).sentBy(as(slow)).statusCode(201));
            await().atMost(Hub.DEADLINE).until(() -> !sleeper.messages().isEmpty());
            var before = Instant.now();
            pending();
            assertThat(received(1).getFirst().at()).isBefore(before.plus(SOON));
            assertThat(sleeper.messages()).as("at once to one recipient").hasSizeLessThanOrEqualTo(4);
        } finally {
            stuck.countDown();
            as(slow).delete(PATH);
        }
    }

    @Test
    void tellsOfRevocationsSoon() {
        registered(recipient);
        var consents = IntStream.range(0, 40).mapToObj(_ -> approved()).toList();
        received(80);
        var answered = new HashMap<String, Instant>();
        consents.forEach(consent -> {
            someone.does("revoke", consent).statusCode(200);
            answered.put(consent, Instant.now());
        });
        var slowest = received(120).stream()
                .filter(message -> message.data().getString("move").equals("revoke"))
                .map(message -> Duration.between(answered.get(message.data().getString("consent")), message.at()))
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(slowest).isLessThan(SOON);
    }

    @Test
    void goesOnWhereAProcessHasDied() {
        registered(recipient.answering(_ -> 500));
        pending();
        var lost = received(1).getFirst();
        untilOutcome("REFUSED");
        recipient.answering(_ -> 200);
        // As a process leaves it that has claimed the delivery and was killed before it could say what came of it.
        var until = rows(
                "update webhook_delivery set due_at = now(), taken_until = clock_timestamp() + interval '3 seconds'"
                        + " where client = '" + client
                        + "' and state = 'WAITING' returning to_json(taken_until)#>>'{}'");
        rows("update webhook set retry_at = null, failures = 0 where client = '" + client + "'");
        untilState("DELIVERED");

        var again = recipient.messages().getLast();
        assertThat(again.id()).isEqualTo(lost.id());
        if (!until.isEmpty()) {
            assertThat(again.at())
                    .isAfter(OffsetDateTime.parse(until.getFirst()).toInstant());
        }
    }

    @Test
    void givesUpAfterDaysAndBeginsAnew() {
        registered(recipient.answering(_ -> 500));
        pending();
        untilOutcome("REFUSED");
        rows("update webhook set failing_since = now() - interval '6 days', retry_at = null where client = '" + client
                + "'");
        rows("update webhook_delivery set due_at = now() where client = '" + client + "'");
        untilState("GIVEN_UP");
        app().get(PATH).then().body("state", equalTo("DISABLED"));
        refused(app().post(PATH + "/test").then(), 409, "webhook-disabled");
        pending();
        app().get(PATH + "/deliveries").then().body("items.state", contains("GIVEN_UP"));

        registered(recipient.answering(_ -> 200));
        var before = recipient.messages().size();
        pending();
        received(before + 1);
        app().get(PATH + "/deliveries").then().body("items.size()", equalTo(2));
    }

    @Test
    void givesUpAMessageThatIsNeverTaken() {
        registered(
                recipient.answering(message -> message.data().getString("move").equals("propose") ? 400 : 200));
        approved();
        untilOutcome("REFUSED");
        rows("update webhook_delivery set created_at = now() - interval '6 days', due_at = now() where client = '"
                + client + "' and attempts > 0");
        await().atMost(Hub.DEADLINE)
                .untilAsserted(() ->
                        app().get(PATH + "/deliveries").then().body("items.state", contains("DELIVERED", "GIVEN_UP")));
        app().get(PATH).then().body("state", equalTo("ACTIVE"));
    }

    @Test
    void stopsWhereTheRecipientIsGone() {
        registered(recipient.answering(_ -> 410));
        pending();
        untilOutcome("GONE").body("items.state", contains("GIVEN_UP"));
        app().get(PATH).then().body("state", equalTo("DISABLED"));
    }

    @Test
    void pingsOnRequest() {
        registered(recipient);
        var id = app().post(PATH + "/test")
                .then()
                .statusCode(202)
                .body("type", equalTo("webhook.ping"))
                .extract()
                .<String>path("id");
        assertThat(received(1).getFirst().id()).isEqualTo(id);
        assertThat(recipient.messages().getFirst().json().getString("type")).isEqualTo("webhook.ping");
        assertThat(recipient.messages().getFirst().data().isEmpty()).isTrue();
        untilState("DELIVERED");
    }

    @Test
    void isEachRecipientsOwn() {
        registered(recipient);
        var other = as("app-" + UUID.randomUUID());
        AProposal.to(someone).sentBy(other).statusCode(201);
        pending();
        received(1);
        app().get(PATH + "/deliveries").then().body("items.size()", equalTo(1));
        for (var path : List.of("", "/deliveries")) {
            refused(as("app-" + UUID.randomUUID()).get(PATH + path).then(), 404, "webhook-not-found");
            refused(Hub.as("officer").get(PATH + path).then(), 403, "role-missing");
        }
        refused(as("app-" + UUID.randomUUID()).post(PATH + "/test").then(), 404, "webhook-not-found");
        refused(as("app-" + UUID.randomUUID()).delete(PATH).then(), 404, "webhook-not-found");
        refused(app().get(PATH + "/deliveries?limit=0").then(), 400, "request-invalid");
        refused(app().get(PATH + "/deliveries?after=nonsense").then(), 400, "request-invalid");
    }

    @Test
    void tellsNothingAfterItsRemoval() {
        registered(recipient);
        pending();
        received(1);
        app().delete(PATH).then().statusCode(204);
        pending();
        registered(recipient);
        app().get(PATH + "/deliveries").then().body("items", empty());
        assertThat(recipient.messages()).hasSize(1);
    }

    @Test
    void canBeRemovedWhileItIsBeingTold() {
        for (var i = 0; i < 30; i++) {
            registered(i % 2 == 0 ? recipient : recipient.answering(_ -> 500));
            pending();
            app().delete(PATH).then().statusCode(204);
        }
    }

    @Test
    void keepsTheRecipientsAddressOutOfTheMetrics() {
        registered(recipient, "/a-secret-of-the-recipient");
        pending();
        received(1);
        untilState("DELIVERED");
        assertThat(given().get("/q/metrics").asString())
                .contains("huitong_webhooks_attempts_total{outcome=\"DELIVERED\",topic=\"consents\"")
                .doesNotContain("a-secret-of-the-recipient");
    }

    private static int awaited(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS) ? 200 : 500;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void registered(Recipient where) {
        registered(where, "");
    }

    private void registered(Recipient where, String path) {
        registers(where.url() + path).statusCode(200).body("state", equalTo("ACTIVE"));
    }

    private ValidatableResponse registers(String url) {
        return registers(app(), url);
    }

    private static ValidatableResponse registers(RequestSpecification who, String url) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("url", url))
                .put(PATH)
                .then();
    }

    private String pending() {
        return AProposal.to(someone).sentBy(app()).statusCode(201).extract().path("id");
    }

    private String approved() {
        var id = pending();
        someone.approves(id).statusCode(200);
        return id;
    }

    private List<Message> received(int count) {
        await().atMost(Hub.DEADLINE).until(() -> recipient.messages().size() >= count);
        return recipient.messages();
    }

    private List<String> taken(String consent) {
        return recipient.messages().stream()
                .map(Message::data)
                .filter(data -> data.getString("consent").equals(consent))
                .map(data -> data.getString("move"))
                .toList();
    }

    private ValidatableResponse untilOutcome(String outcome) {
        return until("items.outcome", outcome);
    }

    private ValidatableResponse untilState(String state) {
        return until("items.state", state);
    }

    private ValidatableResponse until(String field, String value) {
        await().atMost(Hub.DEADLINE)
                .untilAsserted(() -> app().get(PATH + "/deliveries").then().body(field, hasItem(value)));
        return app().get(PATH + "/deliveries").then();
    }

    private RequestSpecification app() {
        return as(client);
    }

    private static RequestSpecification as(String client) {
        return Tokens.with(Tokens.signed(client, "app", claims -> claims));
    }

    private List<String> rows(String sql) {
        return Rows.of(pool, sql);
    }
}
