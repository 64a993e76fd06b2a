package city.huitong.audit.store;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.Basis;
import city.huitong.audit.Delay;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Leaves as JSON in the canonical form of RFC 8785. Keys are written in their order, numbers are small integers and texts have
 * no control characters (see {@link AuditEntry}); then the generator's own form is the canonical one.
 */
final class LeafJson {

    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper();

    private LeafJson() {}

    /** The leaf's exact text. */
    static String write(UUID id, AuditEntry entry, byte @Nullable [] subj) {
        var text = new StringWriter(512);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("actor", entry.actor());
            writeOptional(json, "answer", entry.answer());
            json.writeStringField("at", entry.at().toString());
            writeBasis(json, entry.basis());
            json.writeNumberField("batch", entry.batch());
            writeDetails(json, entry.details());
            writeFields(json, entry.fields());
            json.writeStringField("id", id.toString());
            json.writeStringField("kind", entry.kind().name());
            json.writeStringField("purpose", entry.purpose());
            json.writeStringField("role", entry.role());
            writeOptional(json, "subj", Optional.ofNullable(subj).map(HexFormat.of()::formatHex));
            json.writeNumberField("v", VERSION);
            writeDelay(json, entry.delay());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }

    private static void writeOptional(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }

    private static void writeBasis(JsonGenerator json, Basis basis) throws IOException {
        switch (basis) {
            case Basis.Consent(var consent, var version) -> {
                json.writeObjectFieldStart("basis");
                json.writeStringField("consent", consent);
                json.writeNumberField("version", version);
                json.writeEndObject();
            }
            case Basis.Law(var code, var document) -> {
                json.writeObjectFieldStart("basis");
                json.writeStringField("document", document);
                json.writeStringField("law", code);
                json.writeEndObject();
            }
            case Basis.None() -> {
                // Absent.
            }
        }
    }

    private static void writeDetails(JsonGenerator json, Map<String, String> details) throws IOException {
        if (details.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("details");
        for (var detail : details.entrySet()) {
            json.writeStringField(detail.getKey(), detail.getValue());
        }
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, List<String> fields) throws IOException {
        if (fields.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("fields");
        for (var field : fields) {
            json.writeString(field);
        }
        json.writeEndArray();
    }

    private static void writeDelay(JsonGenerator json, Optional<Delay> delay) throws IOException {
        if (delay.isPresent()) {
            json.writeObjectFieldStart("visible");
            writeOptional(json, "decision", delay.get().decision());
            json.writeStringField("from", delay.get().until().toString());
            json.writeEndObject();
        }
    }

    /** The first line of an exported log. */
    static String checkpoint(String note) {
        return TREES.createObjectNode().put("checkpoint", note).toString();
    }

    /** Reads a leaf's text that was written here. */
    static Leaf read(String text) {
        try {
            var json = TREES.readTree(text);
            return new Leaf(uuid(json, "id").orElseThrow(), entry(json), text(json, "subj"));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored leaf is no JSON", e);
        }
    }

    /**
     * A leaf.
     *
     * @param id its identifier
     * @param entry the entry, without its subject
     * @param subj the subject's link, in hexadecimal
     */
    record Leaf(UUID id, AuditEntry entry, Optional<String> subj) {}

    private static AuditEntry entry(JsonNode json) {
        return new AuditEntry(
                AuditKind.valueOf(json.path("kind").asText()),
                json.path("actor").asText(),
                json.path("role").asText(),
                Optional.empty(),
                json.path("purpose").asText(),
                basis(json.path("basis")),
                StreamSupport.stream(json.path("fields").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                uuid(json, "answer"),
                json.path("batch").asInt(),
                details(json.path("details")),
                text(json.path("visible"), "from")
                        .map(from -> new Delay(Instant.parse(from), uuid(json.path("visible"), "decision"))),
                Instant.parse(json.path("at").asText()));
    }

    private static Basis basis(JsonNode json) {
        if (json.has("consent")) {
            return new Basis.Consent(
                    json.path("consent").asText(), json.path("version").asInt());
        }
        return json.has("law")
                ? new Basis.Law(json.path("law").asText(), json.path("document").asText())
                : Basis.NONE;
    }

    private static Map<String, String> details(JsonNode json) {
        var details = new HashMap<String, String>();
        json.properties()
                .forEach(
                        detail -> details.put(detail.getKey(), detail.getValue().asText()));
        return details;
    }

    private static Optional<UUID> uuid(JsonNode json, String name) {
        return text(json, name).map(UUID::fromString);
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
