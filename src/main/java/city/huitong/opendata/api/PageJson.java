package city.huitong.opendata.api;

import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.ChangesQuery;
import city.huitong.opendata.Cursors;
import city.huitong.opendata.GroupQuery;
import city.huitong.opendata.HistoryQuery;
import city.huitong.opendata.OpenRecord;
import city.huitong.opendata.Question;
import city.huitong.opendata.RecordQuery;
import city.huitong.platform.runtime.CityClock;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes pages of records. By hand and not by reflection: their fields are known at run time only, and they are what is asked for most. */
@Singleton
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
    Buffer write(AnswerPage page) {
        return bytes(json -> {
            begin(page, json);
            if (page.count().isPresent()) {
                json.writeNumberField("count", page.count().getAsLong());
            }
            json.writeArrayFieldStart("items");
            for (var row : page.records()) {
                row(page.question(), row, json);
            }
            json.writeEndArray();
            var next = cursors.next(page);
            if (next.isPresent()) {
                json.writeStringField("next", next.get());
            }
            json.writeEndObject();
        });
    }

    /** The page's only record as the body of an answer. */
    Buffer writeOne(AnswerPage page) {
        return bytes(json -> {
            begin(page, json);
            json.writeFieldName("record");
            row(page.question(), page.records().getFirst(), json);
            json.writeEndObject();
        });
    }

    private static void begin(AnswerPage page, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("dataset", page.question().dataset().id().value());
        json.writeNumberField("version", page.version().number());
        json.writeStringField("publishedAt", page.version().at().toString());
    }

    private void row(Question question, OpenRecord row, JsonGenerator json) throws IOException {
        var values = new ValueJson(json, clock.zone());
        var columns = question.columns();
        var about = about(question);
        json.writeStartObject();
        if (about > 0) {
            values.fields(columns.subList(0, about), row.values().subList(0, about));
            json.writeObjectFieldStart("record");
            values.fields(columns.subList(about, columns.size()), row.values().subList(about, columns.size()));
            json.writeEndObject();
        } else {
            values.fields(columns, row.values());
        }
        json.writeEndObject();
    }

    /** How many columns tell of the record before its own. */
    private static int about(Question question) {
        return switch (question) {
            case ChangesQuery _ -> ChangesQuery.ABOUT.size();
            case HistoryQuery _ -> HistoryQuery.ABOUT.size();
            case RecordQuery _, GroupQuery _ -> 0;
        };
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static Buffer bytes(Body body) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (var json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
