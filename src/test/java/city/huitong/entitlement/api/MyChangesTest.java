package city.huitong.entitlement.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A citizen follows her entitlements over a WebSocket. */
@QuarkusTest
class MyChangesTest {

    private final LocalDate birth = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusYears(70);
    private final String number = FreshNumbers.citizen(birth);

    @Test
    void hearsOfHerOwnEntitlementsOnly() throws Exception {
        Hub.person(number, birth.minusDays(1).toString());
        var messages = new LinkedBlockingQueue<JsonObject>();
        var socket = follow("citizen", Duration.ofHours(1), messages);

        Hub.person(FreshNumbers.citizen(birth), birth.toString());
        city.huitong.hub.Hub.send(
                        "department-health",
                        "deaths",
                        "{\"citizen_number\":\"%s\",\"died_on\":\"2026-11-01\"}".formatted(number))
                .statusCode(200);

        var heard = awaited(
                messages, message -> data(message).getString("state", "").equals("WITHDRAWN"));
        assertThat(data(heard).getString("policyId")).isEqualTo("x.elderly-allowance");
        assertThat(messages).noneMatch(message -> "error".equals(message.getString("type")));
        socket.abort();
    }

    @Test
    void tellsNobodyElse() throws Exception {
        var messages = new LinkedBlockingQueue<JsonObject>();

        var socket = follow("officer", Duration.ofHours(1), messages);

        var refused = awaited(messages, message -> !"connection_ack".equals(message.getString("type")));
        assertThat(refused.getString("type")).isIn("error", "next");
        assertThat(refused.encode())
                .contains("errors")
                .doesNotContain("GRANTED")
                .contains("role-missing");
        socket.abort();
    }

    @Test
    void endsWithTheToken() throws Exception {
        Hub.person(number, birth.minusDays(1).toString());
        var messages = new LinkedBlockingQueue<JsonObject>();

        var socket = follow("citizen", Duration.ofSeconds(8), messages);

        await().atMost(Duration.ofSeconds(30)).until(socket::isInputClosed);
        assertThat(messages).noneMatch(message -> "error".equals(message.getString("type")));
        socket.abort();
    }

    @Test
    void saysWhenNothingIsKnownOfTheCaller() throws Exception {
        var messages = new LinkedBlockingQueue<JsonObject>();

        var socket = follow("citizen", Duration.ofHours(1), messages);

        var refused = awaited(messages, message -> "next".equals(message.getString("type")));
        assertThat(refused.encode()).contains("subject-not-found").doesNotContain(number);
        socket.abort();
    }

    private WebSocket follow(String role, Duration valid, BlockingQueue<JsonObject> messages) throws Exception {
        var token = Tokens.signed(
                role + "-" + UUID.randomUUID(),
                role,
                claims -> claims.claim("official_number", number).expiresIn(valid));
        var socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://localhost:" + RestAssured.port + "/graphql"), new Listener(messages))
                .get(30, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"connection_init\",\"payload\":{}}", true).get(5, TimeUnit.SECONDS);
        awaited(messages, message -> "connection_ack".equals(message.getString("type")));
        socket.sendText(
                        new JsonObject()
                                .put("id", "1")
                                .put("type", "subscribe")
                                .put(
                                        "payload",
                                        new JsonObject()
                                                .put("query", "subscription { myEntitlements { policyId state } }"))
                                .encode(),
                        true)
                .get(5, TimeUnit.SECONDS);
        return socket;
    }

    private static JsonObject data(JsonObject message) {
        return message.getJsonObject("payload", new JsonObject())
                .getJsonObject("data", new JsonObject())
                .getJsonObject("myEntitlements", new JsonObject());
    }

    private static JsonObject awaited(BlockingQueue<JsonObject> messages, Predicate<JsonObject> wanted)
            throws InterruptedException {
        while (true) {
            var message = messages.poll(30, TimeUnit.SECONDS);
            assertThat(message).as("a message within the deadline").isNotNull();
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** Collects whole messages. */
    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<JsonObject> messages;
        private final StringBuilder text = new StringBuilder();

        Listener(BlockingQueue<JsonObject> messages) {
            this.messages = messages;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
