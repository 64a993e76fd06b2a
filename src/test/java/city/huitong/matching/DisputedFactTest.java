package city.huitong.matching;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a fact is missing: nothing is known, or what is known is in dispute. */
@QuarkusTest
class DisputedFactTest {

    private static final LocalDate BIRTH = LocalDate.of(1980, 5, 5);
    private static final String GAPS = "find { it.policy == 'x.minimum-living' }.gaps";
    private static final String INCOME = GAPS + ".find { it.fact == 'household.income' }.reason";

    private final String household =
            "9%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void saysThatAFactIsInDisputeUntilItIsConfirmed() {
        var id = somebodyInTheHousehold();
        decisions(id).body(INCOME, equalTo("not-found"));

        assessed("2026-10-01", "disputed");

        decisions(id).body(INCOME, equalTo("disputed"));
        assessed("2026-11-01", "confirmed");
        decisions(id).body(GAPS + ".fact", not(hasItem("household.income")));
    }

    @Test
    void refusesADisputeThatIsNoConditionOverTheRecords() {
        as("department-civil-affairs")
                .contentType("application/json")
                .body("""
                        {"name": "household.inDispute", "title": {"zh": "试验", "en": "Test"}, "dataset": "household-incomes",
                         "derive": "latest", "column": "monthly_income", "disputed": "assessed_on"}""")
                .put("/v1/facts/household.inDispute")
                .then()
                .statusCode(422)
                .body("code", equalTo("fact-invalid"))
                .body("errors.pointer", hasItem("/disputed"));
    }

    private String somebodyInTheHousehold() {
        var number = FreshNumbers.citizen(BIRTH);
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(number, BIRTH)).statusCode(200);
        send(POLICE, "household-members", """
                {"citizen_number":"%s","household_number":"%s","relation":"head","joined_on":"2020-01-01"}""".formatted(number, household)).statusCode(200);
        return Hub.subject(number);
    }

    private void assessed(String day, String result) {
        send("department-civil-affairs", "household-incomes", """
                {"household_number":"%s","assessed_on":"%s","monthly_income":500,"result":"%s"}""".formatted(household, day, result))
                .statusCode(200);
    }

    private static ValidatableResponse decisions(String id) {
        return as("officer").get("/v1/subjects/" + id + "/decisions").then().statusCode(200);
    }
}
