package city.huitong.matching;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import city.huitong.catalog.ShardRange;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.matching.Question.Law;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PublishPolicy;
import city.huitong.policy.PublishedPolicy;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about everybody, when not all of them are held by the process that is asked. */
@QuarkusTest
class AskEverybodyTest {

    private static final PolicyId POLICY = new PolicyId("x.elderly-allowance");

    @Inject
    AskEverybody everybody;

    @Inject
    SubjectColumns columns;

    @Inject
    CurrentPolicies policies;

    @Inject
    PublishPolicy publishPolicy;

    @Inject
    CityClock clock;

    @Inject
    Pool pool;

    private List<ShardRange> assigned;

    @BeforeEach
    void everybodyIsHere() {
        Hub.awaitCity();
        assigned =
                Awaitility.await().atMost(Hub.DEADLINE).ignoreExceptions().until(columns::assigned, ShardRange::tile);
        everybodyIsLoaded();
    }

    @AfterEach
    void allShardsComeBack() {
        columns.assign(assigned);
        everybodyIsLoaded();
    }

    /** Other tests do not expect that they have to ask twice. */
    private static void everybodyIsLoaded() {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .until(() -> as("officer").get("/v1/data-gaps").statusCode() == 200);
    }

    @Test
    void partialAnswersOfTheShardsAddUpToTheWholeOne() {
        people(12, 70);
        var published = policies.all();
        var question = new Question.Pictures(
                published.stream().map(AskEverybodyTest::law).toList(), clock.today());
        var count =
                Count.pictures(published.stream().map(PublishedPolicy::policy).toList(), clock.today());

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() ->
                        assertThat(await(everybody.askAll(question))).isEqualTo(await(everybody.ask(question, count))));
        assertThat(assigned.size()).isGreaterThan(1);
        var pictures = ((Answer.Pictures) await(everybody.askAll(question))).pictures();
        assertThat(pictures).hasSizeGreaterThan(5);
        assertThat(pictures)
                .anySatisfy(picture -> assertThat(picture.eligible()).isGreaterThanOrEqualTo(12));
        assertThat(pictures).anySatisfy(picture -> assertThat(picture.missing()).isNotEmpty());
    }

    @Test
    void comparisonsAddUpGroupByGroup() {
        people(13, 62);
        var law = policies.require(POLICY.value());
        var document = sixty(law);
        var group = Optional.of("person.hukou");
        var question = new Question.Comparison(law(law), document, clock.today(), group);
        var count = Count.comparison(law.policy(), publishPolicy.draft(document), clock.today(), group);

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() ->
                        assertThat(await(everybody.askAll(question))).isEqualTo(await(everybody.ask(question, count))));
        var whatIf = ((Answer.Comparison) await(everybody.askAll(question))).whatIf();
        assertThat(whatIf.all().gain()).isGreaterThanOrEqualTo(13);
        assertThat(whatIf.groups().get("x").gain()).isGreaterThanOrEqualTo(13);
    }

    @Test
    void whatNobodyHoldsIsNoAnswer() {
        columns.assign(assigned.subList(0, 1));

        as("officer")
                .get("/v1/policies/" + POLICY + "/readiness")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("overloaded"));
        as("officer").get("/v1/data-gaps").then().statusCode(503);
    }

    @Test
    void shardsThatComeBackHaveWhatChangedMeanwhile() {
        columns.assign(assigned.subList(0, 1));
        people(40, 50);

        columns.assign(assigned);

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(subjects()).isEqualTo(number("select count(*) from facts.person")));
    }

    @Test
    void whoKnowsAnotherPublicationDoesNotAnswer() {
        var law = new Law(POLICY, policies.require(POLICY.value()).publication().number() + 1);
        var question = new Question.Pictures(List.of(law), clock.today());

        assertThatThrownBy(() -> await(everybody.askAll(question)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(503));
    }

    @Test
    void noQuestionIsLeftBehind() {
        var published = policies.require(POLICY.value());
        await(everybody.askAll(new Question.Pictures(List.of(law(published)), clock.today())));

        assertThat(number("select count(*) from column_question")).isZero();
        assertThat(number("select count(*) from column_answer")).isZero();
    }

    private static Law law(PublishedPolicy published) {
        return new Law(published.policy().id(), published.publication().number());
    }

    /** From sixty years on instead of sixty-five. */
    private static PolicyDocument sixty(PublishedPolicy law) {
        var text =
                new io.vertx.core.json.JsonObject(law.publication().document().policy()).encode();
        assertThat(text).contains("\"minAge\":65");
        var changed = new io.vertx.core.json.JsonObject(text.replace("\"minAge\":65", "\"minAge\":60"));
        return new PolicyDocument(changed.getMap(), List.of());
    }

    private void people(int count, int age) {
        var birth = clock.today().minusYears(age).minusDays(1);
        var lines = IntStream.range(0, count)
                .mapToObj(_ -> """
                        {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(FreshNumbers.citizen(birth), birth))
                .collect(Collectors.joining("\n"));
        send(POLICE, "population", lines).statusCode(200);
    }

    private static long subjects() {
        return as("officer")
                .get("/v1/policies/" + POLICY + "/readiness")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("subjects");
    }

    private long number(String sql) {
        return await(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Hub.DEADLINE);
    }
}
