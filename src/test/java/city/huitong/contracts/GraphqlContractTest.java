package city.huitong.contracts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The GraphQL schema in git is what the hub serves, so that a change of the contract is seen in review. */
@QuarkusTest
class GraphqlContractTest {

    @Test
    void isWhatIsServed() throws IOException {
        var served = given().get("/graphql/schema.graphql")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(Contract.at("graphql/schema.graphql").agreedOr(served)).isEqualTo(Contract.text(served));
    }
}
