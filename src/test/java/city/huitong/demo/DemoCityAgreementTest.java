package city.huitong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.demo.DemoOracle.Expected;
import city.huitong.embedded.demo.DemoCity;
import city.huitong.embedded.demo.DemoUpload;
import city.huitong.platform.runtime.CityClock;
import city.huitong.subject.Pseudonyms;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The demo city goes in as departments send it; what comes out for all 23,000 subjects must be what plain Java computes from the
 * same lines.
 */
@QuarkusTest
class DemoCityAgreementTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final LocalDate EARLIER = LocalDate.of(2025, 6, 30);
    private static final int ASKED_IN_DETAIL = 60;

    @TestHTTPResource("/")
    URI hub;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    CityClock clock;

    @Test
    void entitlesExactlyThoseWhomPlainJavaEntitles() {
        var city = DemoCity.generate(DemoUpload.SEED);
        var upload = new DemoUpload(hub);
        await().atMost(PATIENCE)
                .until(() -> upload.get("/v1/policies", upload.token("officer"))
                                .get("items")
                                .size()
                        >= policies().size());

        var rejected = upload.sendAll(city).stream()
                .mapToLong(DemoUpload.Answer::rejected)
                .sum();

        assertThat(rejected).isEqualTo(wrongLines(city));
        var expected = expected(city, upload, clock.today());
        var subjects = subjects(city);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(differences(expected, entitlements(upload, subjects)))
                        .isEmpty());
        assertThat(detailedDifferences(city, upload, clock.today())).isEmpty();
        assertThat(detailedDifferences(city, upload, EARLIER)).isEmpty();
    }

    private static long wrongLines(DemoCity city) {
        return city.datasets().stream()
                .flatMap(city::records)
                .filter(line -> line.wrong())
                .count();
    }

    /** Where an entitlement stands that nobody has answered yet, by the word for how the policy is granted. */
    private static final Map<String, String> UNANSWERED =
            Map.of("direct", "GRANTED ", "confirm", "NOTIFIED ", "assisted", "MATCHED ");

    /** What the oracle says, by policy and subject's pseudonym, in the words of entitlements; nobody else may have one. */
    private Map<String, String> expected(DemoCity city, DemoUpload upload, LocalDate asOf) {
        var token = upload.token("officer");
        var unanswered = new TreeMap<String, String>();
        policies()
                .forEach(policy -> unanswered.put(
                        policy,
                        UNANSWERED.get(upload.get("/v1/policies/" + policy, token)
                                .get("automation")
                                .asText())));
        var all = new TreeMap<String, String>();
        DemoOracle.decide(city, asOf)
                .forEach((number, answers) ->
                        answers.forEach((policy, answer) -> standing(unanswered.get(policy), answer)
                                .ifPresent(standing -> all.put(policy + " " + subject(number), standing))));
        return all;
    }

    private static java.util.Optional<String> standing(String unanswered, Expected answer) {
        return switch (answer.outcome()) {
            case "ELIGIBLE" -> java.util.Optional.of(unanswered + answer.amountFen());
            case "UNDETERMINED" -> java.util.Optional.of("UNDETERMINED 0");
            case "EXCLUDED" -> java.util.Optional.of("EXCLUDED");
            default -> java.util.Optional.empty();
        };
    }

    /** The city's own; other tests leave other people behind. */
    private static Map<String, String> entitlements(DemoUpload upload, Set<String> subjects) {
        var token = upload.token("officer");
        var all = new TreeMap<String, String>();
        for (var policy : policies()) {
            var after = "";
            do {
                var page = upload.get("/v1/entitlements?limit=1000&policy=" + policy + after, token);
                page.get("items").forEach(item -> add(all, item, subjects));
                after = page.hasNonNull("next") ? "&after=" + page.get("next").asText() : "";
            } while (!after.isEmpty());
        }
        return all;
    }

    private static List<String> policies() {
        var all = new ArrayList<>(DemoOracle.PERSON_POLICIES);
        all.addAll(DemoOracle.ENTERPRISE_POLICIES);
        return all;
    }

    private static void add(Map<String, String> all, JsonNode item, Set<String> subjects) {
        var state = item.get("state").asText();
        if (!state.equals("WITHDRAWN") && subjects.contains(item.get("subject").asText())) {
            all.put(
                    item.get("policy").asText() + " " + item.get("subject").asText(),
                    state.equals("EXCLUDED")
                            ? state
                            : state + " " + item.path("amountFen").asLong(0));
        }
    }

    private static Map<String, String> differences(Map<String, String> expected, Map<String, String> found) {
        var differences = new TreeMap<String, String>();
        expected.forEach((key, value) -> {
            if (!value.equals(found.get(key))) {
                differences.put(key, "expected " + value + " but was " + found.get(key));
            }
        });
        found.forEach((key, value) -> {
            if (!expected.containsKey(key)) {
                differences.put(key, "expected nothing but was " + value);
            }
        });
        return differences;
    }

    /** The explained decisions, computed from the records for one day, must say the same. */
    private Map<String, String> detailedDifferences(DemoCity city, DemoUpload upload, LocalDate asOf) {
        var token = upload.token("officer");
        var expected = DemoOracle.decide(city, asOf);
        var differences = new TreeMap<String, String>();
        for (var number : sample(city)) {
            var found = new HashMap<String, Expected>();
            upload.get("/v1/subjects/" + subject(number) + "/decisions?asOf=" + asOf, token)
                    .forEach(decision -> found.put(decision.get("policy").asText(), answer(decision)));
            if (!found.equals(expected.get(number))) {
                differences.put(subject(number), "expected " + expected.get(number) + " but was " + found);
            }
        }
        return differences;
    }

    private static Expected answer(JsonNode decision) {
        return new Expected(
                decision.get("outcome").asText(), decision.path("amountFen").asLong(0));
    }

    private static List<String> sample(DemoCity city) {
        var people = city.citizenNumbers();
        var enterprises = city.creditCodes();
        var sample = new ArrayList<String>();
        for (var i = 0; i < ASKED_IN_DETAIL; i++) {
            sample.add(people.get(i * people.size() / ASKED_IN_DETAIL));
            sample.add(enterprises.get(i * enterprises.size() / ASKED_IN_DETAIL));
        }
        return sample;
    }

    private Set<String> subjects(DemoCity city) {
        return Stream.concat(city.citizenNumbers().stream(), city.creditCodes().stream())
                .map(this::subject)
                .collect(Collectors.toSet());
    }

    private String subject(String number) {
        return id(number).toString();
    }

    private SubjectId id(String number) {
        var person = number.startsWith("999999");
        return pseudonyms.of(person ? SubjectKind.PERSON : SubjectKind.ENTERPRISE, number);
    }
}
