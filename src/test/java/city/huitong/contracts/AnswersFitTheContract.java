package city.huitong.contracts;

import city.huitong.contracts.AnswerCheck.Answer;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fails every test that gets an answer which the served OpenAPI document does not have: another status, another media type, JSON that
 * does not fit its schema. Requests are not checked, for tests send what is wrong on purpose. Bodies that are not JSON (files, streams of
 * events, tiles of the log) are checked by their media type only: no schema says what is in them.
 */
final class AnswersFitTheContract implements Filter {

    private @Nullable ServedContract contract;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var uri = URI.create(request.getURI());
        if (uri.getPort() == RestAssured.port && !Undocumented.is(uri.getPath())) {
            check(request.getMethod(), uri.getRawPath(), response);
        }
        return response;
    }

    private void check(String method, String path, Response response) {
        var type = Objects.requireNonNullElse(response.contentType(), "");
        var answer = new Answer(response.statusCode(), type, () -> text(response));
        var misfits = new AnswerCheck(served(), method, path).misfits(answer);
        if (!misfits.isEmpty()) {
            throw new AssertionError(
                    "%s %s does not fit /openapi:%n- %s".formatted(method, path, String.join("\n- ", misfits)));
        }
    }

    private static String text(Response response) {
        return new String(response.asByteArray(), StandardCharsets.UTF_8);
    }

    private synchronized ServedContract served() {
        if (contract == null) {
            contract = ServedContract.of(
                    RestAssured.given().get("/openapi?format=json").asString());
        }
        return contract;
    }
}
