package city.huitong.opendata.store;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes JSON, one object a line, of what {@code COPY} writes in its text format (PostgreSQL, "COPY", section File Formats): values
 * separated by tabs, {@code \N} for none, control characters and backslashes escaped. PostgreSQL would need twice as long for the JSON as
 * for the rows, and here another core does it.
 */
final class JsonLines extends OutputStream {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte NULL = 'N';

    private final List<FieldType> types;
    private final List<SerializableString> names;
    private final JsonGenerator json;
    private final Value value = new Value();
    private int column;
    private boolean escaped;
    private boolean none;

    JsonLines(List<Field> fields, OutputStream out) throws IOException {
        this.types = fields.stream().map(Field::type).toList();
        this.names = fields.stream()
                .<SerializableString>map(field -> new SerializedString(field.name()))
                .toList();
        this.json = FACTORY.createGenerator(out).setRootValueSeparator(new SerializedString(""));
    }

    /** The bytes of one value, looked at without a copy. */
    private static final class Value extends ByteArrayOutputStream {

        void text(JsonGenerator json) throws IOException {
            json.writeUTF8String(buf, 0, count);
        }

        boolean isTrue() {
            return buf[0] == 't';
        }

        String raw() {
            return new String(buf, 0, count, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void write(int one) throws IOException {
        if (escaped) {
            unescape(one);
        } else {
            switch (one) {
                case '\\' -> escaped = true;
                case '\t' -> endValue();
                case '\n' -> endLine();
                default -> value.write(one);
            }
        }
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        var end = from + length;
        var at = from;
        while (at < end) {
            var plain = escaped ? 0 : plainBytes(some, at, end);
            value.write(some, at, plain);
            at += plain;
            if (at < end) {
                write(some[at++]);
            }
        }
    }

    /** Most bytes mean themselves, and are taken together. */
    private static int plainBytes(byte[] some, int from, int end) {
        var at = from;
        while (at < end && some[at] != '\\' && some[at] != '\t' && some[at] != '\n') {
            at++;
        }
        return at - from;
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    private void unescape(int one) {
        escaped = false;
        none = one == NULL;
        switch (one) {
            case NULL -> {}
            case 'b' -> value.write('\b');
            case 'f' -> value.write('\f');
            case 'n' -> value.write('\n');
            case 'r' -> value.write('\r');
            case 't' -> value.write('\t');
            case 'v' -> value.write(0x0B);
            default -> value.write(one);
        }
    }

    private void endLine() throws IOException {
        endValue();
        json.writeEndObject();
        json.writeRaw('\n');
        column = 0;
    }

    private void endValue() throws IOException {
        if (column == 0) {
            json.writeStartObject();
        }
        json.writeFieldName(names.get(column));
        if (none) {
            json.writeNull();
        } else {
            write(types.get(column));
        }
        value.reset();
        none = false;
        column++;
    }

    private void write(FieldType type) throws IOException {
        switch (type) {
            case BOOLEAN -> json.writeBoolean(value.isTrue());
            case INTEGER, NUMBER, MONEY, JSON -> json.writeRawValue(value.raw());
            case TEXT, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER, DATE, TIMESTAMP -> value.text(json);
        }
    }
}
