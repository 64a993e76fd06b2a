package city.huitong.ingest.api;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.SubjectKind;
import city.huitong.ingest.SubjectDirectory;
import city.huitong.ingest.SubjectDirectory.Encounter;
import city.huitong.ingest.SubjectDirectory.Identification;
import city.huitong.platform.problem.Violation;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns one property into the value of its column. Yields null and adds a violation where that cannot be done. */
final class FieldConversion {

    private static final DateTimeFormatter STRICT_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final int FEN_DIGITS = 2;

    private final SubjectDirectory subjects;

    FieldConversion(SubjectDirectory subjects) {
        this.subjects = subjects;
    }

    @Nullable
    Object convert(Field field, JsonNode node, List<Encounter> encounters, List<Violation> violations) {
        var type = field.type();
        var kind = type.names();
        if (kind.isPresent()) {
            return node.isString()
                    ? identify(field, kind.get(), node.stringValue(), encounters, violations)
                    : wrong(violations, field, "wrong-type", "must be a string");
        }
        try {
            return plain(type, node);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return wrong(violations, field, code(type), sentence(type));
        }
    }

    private static @Nullable Object plain(FieldType type, JsonNode node) {
        return switch (type) {
            case TEXT -> Storable.text(require(node.isString(), node).stringValue());
            case INTEGER -> require(node.isNumber(), node).decimalValue().longValueExact();
            case NUMBER ->
                Numeric.create(Storable.number(require(node.isNumber(), node).decimalValue()));
            case MONEY -> fen(require(node.isNumber(), node).decimalValue());
            case BOOLEAN -> require(node.isBoolean(), node).booleanValue();
            case DATE ->
                Storable.day(LocalDate.parse(require(node.isString(), node).stringValue(), STRICT_DATE));
            case TIMESTAMP ->
                Storable.time(
                        OffsetDateTime.parse(require(node.isString(), node).stringValue()));
            case JSON -> Storable.json(node).toString();
            case CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> null;
        };
    }

    private @Nullable Object identify(
            Field field, SubjectKind kind, String number, List<Encounter> encounters, List<Violation> violations) {
        return switch (subjects.identify(kind, number)) {
            case Identification.Known known -> {
                encounters.add(new Encounter(known.id(), kind, number));
                yield known.id().value();
            }
            case Identification.Wrong wrong -> wrong(violations, field, wrong.code(), wrong.sentence());
        };
    }

    private static long fen(BigDecimal yuan) {
        return yuan.movePointRight(FEN_DIGITS).longValueExact();
    }

    private static JsonNode require(boolean fits, JsonNode node) {
        if (!fits) {
            throw new IllegalArgumentException("wrong type");
        }
        return node;
    }

    private static @Nullable Object wrong(List<Violation> violations, Field field, String code, String sentence) {
        violations.add(new Violation("/" + field.name(), code, sentence));
        return null;
    }

    private static String code(FieldType type) {
        return switch (type) {
            case DATE, TIMESTAMP -> "date-invalid";
            case MONEY, INTEGER, NUMBER -> "number-invalid";
            case TEXT, JSON -> "text-invalid";
            case BOOLEAN, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> "wrong-type";
        };
    }

    private static String sentence(FieldType type) {
        return switch (type) {
            case DATE -> "must be a date that exists, as YYYY-MM-DD";
            case TIMESTAMP -> "must be a time with zone that exists, as 2026-11-23T08:00:00+08:00";
            case MONEY -> "must be yuan with at most two decimals";
            case INTEGER -> "must be a whole number of at most 18 digits";
            case NUMBER -> "must be a number";
            case TEXT -> "holds a NUL character or half a character";
            case JSON -> "holds a NUL character, half a character or a number of too many digits";
            case BOOLEAN -> "must be true or false";
            case CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> "must be a string";
        };
    }
}
