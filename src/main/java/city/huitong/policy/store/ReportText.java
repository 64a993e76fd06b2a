package city.huitong.policy.store;

import city.huitong.policy.GateReport;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.UncheckedIOException;

/** Reports as JSON text. A field that a later hub adds does not make an older report unreadable, nor the other way round. */
@RegisterForReflection(
        targets = {
            GateReport.class,
            GateReport.Criterion.class,
            GateReport.Boundary.class,
            GateReport.Parity.class,
            GateReport.Effect.class
        })
final class ReportText {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private ReportText() {}

    static String write(GateReport report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a report cannot be written", e);
        }
    }

    static GateReport read(String text) {
        try {
            return JSON.readValue(text, GateReport.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored report cannot be read", e);
        }
    }
}
