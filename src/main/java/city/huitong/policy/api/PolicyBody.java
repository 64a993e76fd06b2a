package city.huitong.policy.api;

import static city.huitong.platform.problem.PlatformProblem.CONTENT_TOO_LARGE;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyDocuments;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy in a request's body: YAML or JSON, with its golden cases under {@code cases}. */
@ApplicationScoped
class PolicyBody implements PolicyDocuments {

    private static final String CASES = "cases";

    /** The largest of the demo city has 30,000. A YAML reader's time grows with the square of a text's length. */
    private static final int MAX_CHARACTERS = 256 * 1024;

    /** JSON is YAML, too; one strict reader serves both. */
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public PolicyDocument read(String body) {
        if (body.length() > MAX_CHARACTERS) {
            throw CONTENT_TOO_LARGE.because(
                    "a policy with its cases has at most %,d characters".formatted(MAX_CHARACTERS));
        }
        var tree = new LinkedHashMap<>(map(body));
        var cases = tree.remove(CASES);
        if (cases != null && !(cases instanceof List<?>)) {
            throw invalid("/" + CASES, "wrong-type", "must be a list of golden cases");
        }
        return new PolicyDocument(tree, cases == null ? List.of() : list(cases));
    }

    @SuppressWarnings("unchecked") // Both formats have text as keys.
    private static Map<String, Object> map(String body) {
        try {
            var reader = body.stripLeading().startsWith("{") ? JSON : YAML;
            Map<String, Object> tree = reader.readValue(body, Map.class);
            return tree == null ? empty() : tree;
        } catch (JsonProcessingException e) {
            throw invalid("", "malformed-document", "neither YAML nor JSON" + where(e));
        }
    }

    /** Unknown of a document that is nested too deep. */
    private static String where(JsonProcessingException failure) {
        var place = failure.getLocation();
        return place == null ? "" : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static Map<String, Object> empty() {
        throw invalid("", "wrong-type", "must be a policy");
    }

    @SuppressWarnings("unchecked") // A list of whatever the format can hold.
    private static List<Object> list(Object cases) {
        return (List<Object>) cases;
    }

    private static RuntimeException invalid(String pointer, String code, String sentence) {
        return REQUEST_INVALID
                .because("the body is not a policy")
                .with(List.of(new Violation(pointer, code, sentence)));
    }
}
