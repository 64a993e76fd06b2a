package city.huitong.opendata.api;

import city.huitong.opendata.Cursors;
import city.huitong.opendata.RecordPage;
import city.huitong.platform.runtime.CityClock;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes pages of records. By hand and not by reflection: their fields are known at run time only, and they are what is asked for most. */
@ApplicationScoped
class PageJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_BYTES = 4 * 1024;

    private final Cursors cursors;
    private final CityClock clock;

    PageJson(Cursors cursors, CityClock clock) {
        this.cursors = cursors;
        this.clock = clock;
    }

    /** The page as the body of an answer. */
    Buffer write(RecordPage page) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (var json = FACTORY.createGenerator(bytes)) {
            write(page, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private void write(RecordPage page, JsonGenerator json) throws IOException {
        var values = new ValueJson(json, clock.zone());
        json.writeStartObject();
        json.writeStringField("dataset", page.query().dataset().id().value());
        json.writeNumberField("version", page.version().number());
        json.writeStringField("publishedAt", page.version().at().toString());
        if (page.count().isPresent()) {
            json.writeNumberField("count", page.count().getAsLong());
        }
        json.writeArrayFieldStart("items");
        for (var record : page.records()) {
            values.record(page.query().select(), record);
        }
        json.writeEndArray();
        var next = cursors.next(page);
        if (next.isPresent()) {
            json.writeStringField("next", next.get());
        }
        json.writeEndObject();
    }
}
