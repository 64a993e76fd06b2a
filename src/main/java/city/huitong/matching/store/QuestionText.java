package city.huitong.matching.store;

import city.huitong.matching.Answer;
import city.huitong.matching.PolicyPicture;
import city.huitong.matching.Question;
import city.huitong.matching.Question.Law;
import city.huitong.matching.WhatIf;
import city.huitong.matching.WhatIf.Change;
import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions and answers as JSON, between processes of one release. */
final class QuestionText {

    /** For documents: numbers keep all their digits. */
    private static final ObjectMapper DOCUMENTS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private QuestionText() {}

    static String write(Question question) {
        var json = switch (question) {
            case Question.Pictures(var laws, var asOf) ->
                new JsonObject()
                        .put("asOf", asOf.toString())
                        .put(
                                "laws",
                                new JsonArray(
                                        laws.stream().map(QuestionText::law).toList()));
            case Question.Comparison(var law, var document, var asOf, var groupedBy) ->
                new JsonObject()
                        .put("asOf", asOf.toString())
                        .put("law", law(law))
                        .put("proposed", text(document.policy()))
                        .put("groupedBy", groupedBy.orElse(null));
        };
        return json.encode();
    }

    static Question question(String text) {
        var json = new JsonObject(text);
        var asOf = LocalDate.parse(json.getString("asOf"));
        return json.containsKey("laws")
                ? new Question.Pictures(
                        objects(json.getJsonArray("laws"))
                                .map(QuestionText::readLaw)
                                .toList(),
                        asOf)
                : new Question.Comparison(
                        readLaw(json.getJsonObject("law")),
                        new PolicyDocument(tree(json.getString("proposed")), List.of()),
                        asOf,
                        Optional.ofNullable(json.getString("groupedBy")));
    }

    static String write(Answer answer) {
        var json = switch (answer) {
            case Answer.Pictures(var pictures) ->
                new JsonObject()
                        .put(
                                "pictures",
                                new JsonArray(pictures.stream()
                                        .map(QuestionText::picture)
                                        .toList()));
            case Answer.Comparison(var whatIf) -> whatIf(whatIf);
        };
        return json.encode();
    }

    static Answer answer(String text) {
        var json = new JsonObject(text);
        return json.containsKey("pictures")
                ? new Answer.Pictures(objects(json.getJsonArray("pictures"))
                        .map(QuestionText::readPicture)
                        .toList())
                : new Answer.Comparison(readWhatIf(json));
    }

    private static JsonObject law(Law law) {
        return new JsonObject().put("policy", law.policy().value()).put("publication", law.publication());
    }

    private static Law readLaw(JsonObject json) {
        return new Law(new PolicyId(json.getString("policy")), json.getInteger("publication"));
    }

    private static JsonObject picture(PolicyPicture picture) {
        return new JsonObject()
                .put("policy", picture.policy().value())
                .put("asOf", picture.asOf().toString())
                .put("version", picture.version().toString())
                .put("subjects", picture.subjects())
                .put("eligible", picture.eligible())
                .put("undetermined", picture.undetermined())
                .put("amountFen", picture.amountFen())
                .put("missing", counts(picture.missing()))
                .put("nearly", counts(picture.nearly()));
    }

    private static PolicyPicture readPicture(JsonObject json) {
        return new PolicyPicture(
                new PolicyId(json.getString("policy")),
                LocalDate.parse(json.getString("asOf")),
                LocalDate.parse(json.getString("version")),
                json.getLong("subjects"),
                json.getLong("eligible"),
                json.getLong("undetermined"),
                json.getLong("amountFen"),
                readCounts(json.getJsonObject("missing")),
                readCounts(json.getJsonObject("nearly")));
    }

    private static JsonObject counts(Map<String, Long> counts) {
        var json = new JsonObject();
        counts.forEach(json::put);
        return json;
    }

    private static Map<String, Long> readCounts(JsonObject json) {
        return json.fieldNames().stream().collect(Collectors.toMap(name -> name, json::getLong));
    }

    private static JsonObject whatIf(WhatIf whatIf) {
        var groups = new JsonObject();
        whatIf.groups().forEach((value, change) -> groups.put(value, change(change)));
        return new JsonObject()
                .put("policy", whatIf.policy().value())
                .put("asOf", whatIf.asOf().toString())
                .put("subjects", whatIf.subjects())
                .put("all", change(whatIf.all()))
                .put("groups", groups);
    }

    private static WhatIf readWhatIf(JsonObject json) {
        var groups = json.getJsonObject("groups");
        return new WhatIf(
                new PolicyId(json.getString("policy")),
                LocalDate.parse(json.getString("asOf")),
                json.getLong("subjects"),
                readChange(json.getJsonArray("all")),
                groups.fieldNames().stream()
                        .collect(Collectors.toMap(value -> value, value -> readChange(groups.getJsonArray(value)))));
    }

    private static JsonArray change(Change change) {
        return JsonArray.of(
                change.before(),
                change.after(),
                change.gain(),
                change.lose(),
                change.more(),
                change.less(),
                change.costBeforeFen(),
                change.costAfterFen());
    }

    private static Change readChange(JsonArray json) {
        return new Change(
                json.getLong(0),
                json.getLong(1),
                json.getLong(2),
                json.getLong(3),
                json.getLong(4),
                json.getLong(5),
                json.getLong(6),
                json.getLong(7));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static String text(Map<String, Object> tree) {
        try {
            return DOCUMENTS.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a document cannot be written", e);
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys.
    private static Map<String, Object> tree(String text) {
        try {
            return DOCUMENTS.readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a document that another process has written cannot be read", e);
        }
    }
}
