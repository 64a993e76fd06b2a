package city.huitong.ingest.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.ingest.Reading;
import city.huitong.ingest.RecordRow;
import city.huitong.ingest.SubjectDirectory;
import city.huitong.ingest.SubjectDirectory.Encounter;
import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Turns a valid JSON object into column values; identifiers become pseudonyms here. */
final class RecordConversion {

    /** Marks a line that takes a record back: {@code {"$withdraw": true, <key fields>}}. */
    static final String WITHDRAW = "$withdraw";

    private final Dataset dataset;
    private final List<Field> fields;
    private final int[] keyPositions;
    private final KeyLength keyLength;
    private final FieldConversion conversion;

    RecordConversion(Dataset dataset, SubjectDirectory subjects) {
        this.dataset = dataset;
        this.fields = dataset.fields();
        this.keyPositions = dataset.key().stream()
                .mapToInt(key -> fields.stream().map(Field::name).toList().indexOf(key))
                .toArray();
        this.keyLength = new KeyLength(dataset);
        this.conversion = new FieldConversion(subjects);
    }

    boolean isWithdrawal(JsonNode node) {
        return node.has(WITHDRAW);
    }

    Reading record(JsonNode node) {
        return converted(node, fields, false);
    }

    Reading withdrawal(JsonNode node) {
        var violations = withdrawalViolations(node);
        if (!violations.isEmpty()) {
            return new Reading.Refused(violations);
        }
        var keyFields = fields.stream()
                .filter(field -> dataset.key().contains(field.name()))
                .toList();
        return converted(node, keyFields, true);
    }

    private Reading converted(JsonNode node, List<Field> wanted, boolean withdrawn) {
        var values = new Object[fields.size()];
        var subjects = new ArrayList<Encounter>(2);
        var violations = new ArrayList<Violation>(0);
        for (var i = 0; i < values.length; i++) {
            var field = fields.get(i);
            var value = wanted.contains(field) ? node.get(field.name()) : null;
            if (value != null && !value.isNull()) {
                values[i] = conversion.convert(field, value, subjects, violations);
            }
        }
        violations.addAll(keyLength.violations(values, withdrawn));
        return violations.isEmpty()
                ? new Reading.Fits(new RecordRow(values, key(values), withdrawn), subjects)
                : new Reading.Refused(violations);
    }

    private List<Object> key(Object[] values) {
        var key = new Object[keyPositions.length];
        for (var i = 0; i < key.length; i++) {
            key[i] = values[keyPositions[i]];
        }
        return List.of(key);
    }

    private List<Violation> withdrawalViolations(JsonNode node) {
        var violations = new ArrayList<Violation>();
        if (!node.get(WITHDRAW).isBoolean() || !node.get(WITHDRAW).booleanValue()) {
            violations.add(new Violation("/" + WITHDRAW, "wrong-type", "must be true"));
        }
        for (var name : node.propertyNames()) {
            if (!name.equals(WITHDRAW) && !dataset.key().contains(name)) {
                violations.add(new Violation("", "property-unknown", "a withdrawal names the key fields only"));
            }
        }
        for (var key : dataset.key()) {
            if (!node.hasNonNull(key)) {
                violations.add(new Violation("/" + key, "property-missing", "is required"));
            }
        }
        return violations;
    }
}
