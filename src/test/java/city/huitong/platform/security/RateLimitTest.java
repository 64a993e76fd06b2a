package city.huitong.platform.security;

import static city.huitong.hub.Tokens.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import city.huitong.hub.Sender;
import city.huitong.hub.Tokens;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers may ask for: at once, and in a day. The tiers of these clients are in application.properties. */
@QuarkusTest
class RateLimitTest {

    private static final String PATH = "/v1/departments?limit=1";
    private static final int BURST = 10;
    private static final int DAY = 20;
    private static final int THREADS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final CityClock clock;
    private final Background background;

    RateLimitTest(Pool pool, CityClock clock, Background background) {
        this.pool = pool;
        this.clock = clock;
        this.background = background;
    }

    @Test
    void slowsAClientDownOverRestAndGraphqlTogether() {
        var token = token("slow-client");
        var first = with(token).get(PATH);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"burst\";q=10;w=10");
        assertThat(first.header("RateLimit")).startsWith("\"burst\";r=9;t=");

        var statuses = IntStream.range(0, 3 * BURST)
                .mapToObj(i -> i % 2 == 0 ? with(token).get(PATH) : query(token))
                .toList();
        assertThat(statuses).extracting(Response::statusCode).contains(200, 429);
        var refused = statuses.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        refused.then()
                .contentType("application/problem+json")
                .body("code", equalTo("rate-limited"))
                .header("RateLimit", startsWith("\"burst\";r=0;t="));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, BURST);

        with(Tokens.signed("another-client", "app", claims -> claims))
                .get(PATH)
                .then()
                .statusCode(200);
        await().atMost(PATIENCE).until(() -> with(token).get(PATH).statusCode() == 200);
    }

    @Test
    void countsADayOverRestarts() {
        var token = token("short-day-client");
        var first = with(token).get(PATH);
        assertThat(first.header("RateLimit-Policy")).contains("\"day\";q=20;w=86400");
        assertThat(first.header("RateLimit")).contains("\"day\";r=19;t=");
        for (var i = 1; i < DAY; i++) {
            with(token).get(PATH).then().statusCode(200);
        }
        var refused = with(token).get(PATH);
        refused.then().statusCode(429).body("code", equalTo("rate-limited"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_400);

        // What a process knows after its start: nothing but what PostgreSQL has.
        var restarted = new DayBudgets(pool, clock, background);
        assertThat(wait(restarted.take("short-day-client", DAY, 1)).enough()).isFalse();
    }

    @Test
    void givesTwoProcessesOneBudget() {
        var client = UUID.randomUUID().toString();
        var one = new DayBudgets(pool, clock, background);
        var other = new DayBudgets(pool, clock, background);
        var granted = IntStream.range(0, 2 * DAY)
                .filter(i ->
                        wait((i % 2 == 0 ? one : other).take(client, DAY, 1)).enough())
                .count();
        assertThat(granted).isEqualTo(DAY);
    }

    @Test
    void givesAWholeReserveToItsOwnProcessOnly() {
        var client = UUID.randomUUID().toString();
        var budget = 1_000;
        var one = new DayBudgets(pool, clock, background);
        assertThat(wait(one.take(client, budget, 1)).units()).isEqualTo(999);
        var other = new DayBudgets(pool, clock, background);
        assertThat(wait(other.take(client, budget, 1)).units()).isEqualTo(989);
        assertThat(wait(other.take(client, budget, 990)).enough()).isFalse();
        assertThat(wait(one.take(client, budget, 5)).enough()).isTrue();
    }

    /** Repeated: whoever waited for the same units once went on in each other's name, and one race in eight showed it. */
    @RepeatedTest(20)
    void answersExactlyTheBudgetInARace(RepetitionInfo round) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(Sender.address(PATH)))
                .header("Authorization", "Bearer " + token("raced-client-" + round.getCurrentRepetition()))
                .build();
        try (var http = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(THREADS)) {
            Callable<Integer> attempt =
                    () -> http.send(request, BodyHandlers.discarding()).statusCode();
            var statuses = threads
                    .invokeAll(
                            IntStream.range(0, 5 * DAY).mapToObj(_ -> attempt).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(statuses)
                    .containsOnly(200, 429)
                    .filteredOn(status -> status == 200)
                    .hasSize(DAY);
        }
    }

    @Test
    void limitsStrangersByTheirAddressAndLeavesTheWatchmenAlone() {
        var stranger = given().get(PATH);
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.header("RateLimit")).startsWith("\"burst\";r=");
        assertThat(given().get("/q/health/ready").header("RateLimit")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.250, true",
        "192.0.2.7, 192.0.3.7, false",
        "2001:db8:1:100::1, 2001:db8:1:1ff::2, true",
        "2001:db8:1:100::1, 2001:db8:1:200::1, false",
        "nonsense, 192.0.2.7, false"
    })
    void putsNeighboursIntoOneClass(String one, String other, boolean same) {
        assertThat(AddressClass.of(one).equals(AddressClass.of(other))).isEqualTo(same);
    }

    private static String token(String client) {
        return Tokens.signed(client, "app", claims -> claims);
    }

    private static Response query(String token) {
        return with(token)
                .contentType("application/json")
                .body(Map.of("query", "{ policies { id } }"))
                .post("/graphql");
    }

    private static <T> T wait(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
