package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a dataset with what it is to become. A change is compatible if every record that was valid stays valid and every
 * reader of the old fields can go on.
 */
public final class SchemaEvolution {

    private final Dataset before;
    private final Dataset after;
    private final List<Violation> reasons = new ArrayList<>();
    private final List<TableChange> changes = new ArrayList<>();

    private SchemaEvolution(Dataset before, Dataset after) {
        this.before = before;
        this.after = after;
    }

    /** What must happen to the dataset's tables; refuses with {@code schema-incompatible} and every reason. */
    public static List<TableChange> changes(Dataset before, Dataset after) {
        var evolution = new SchemaEvolution(before, after);
        evolution.compare();
        if (!evolution.reasons.isEmpty()) {
            throw CatalogProblem.SCHEMA_INCOMPATIBLE
                    .because("records of " + before.id() + " exist that the new description would break")
                    .with(evolution.reasons);
        }
        return List.copyOf(evolution.changes);
    }

    private void compare() {
        same("/department", "department-changed", before.department().equals(after.department()));
        same("/key", "key-changed", before.key().equals(after.key()));
        same("/subject", "subject-changed", before.subject().equals(after.subject()));
        var definitions = "$defs";
        same(
                "/schema/" + definitions,
                "definitions-changed",
                Optional.ofNullable(before.schema().tree().get(definitions))
                        .equals(Optional.ofNullable(after.schema().tree().get(definitions))));
        before.fields().forEach(this::compareField);
        after.fields().stream()
                .filter(field -> before.field(field.name()).isEmpty())
                .forEach(this::addField);
    }

    private void same(String pointer, String code, boolean same) {
        if (!same) {
            reasons.add(new Violation(pointer, code, "must stay as it is"));
        }
    }

    private void addField(Field field) {
        if (field.required()) {
            refuse(field, "new-required", "a new property must be optional: stored records do not have it");
            return;
        }
        changes.add(new TableChange.AddColumn(field));
    }

    private void compareField(Field old) {
        var now = after.field(old.name());
        if (now.isEmpty()) {
            refuse(old, "property-removed", "must stay: others may read it");
            return;
        }
        compareField(old, now.get());
    }

    private void compareField(Field old, Field now) {
        if (now.required() && !old.required()) {
            refuse(now, "now-required", "must stay optional: stored records may not have it");
        }
        if (old.type() != now.type()) {
            retype(old, now);
        }
        var pointer = pointer(now);
        var constraints = ConstraintComparison.of(before.schema().property(old.name()));
        constraints.narrowings(after.schema().property(now.name())).stream()
                .map(reason -> reason.under(pointer))
                .forEach(reasons::add);
    }

    private void retype(Field old, Field now) {
        var widened = old.type() == FieldType.INTEGER && now.type() == FieldType.NUMBER;
        if (!widened || before.isKey(old)) {
            refuse(now, "type-changed", "must stay " + old.type().name().toLowerCase(Locale.ROOT));
            return;
        }
        changes.add(new TableChange.WidenColumn(now));
    }

    private void refuse(Field field, String code, String sentence) {
        reasons.add(new Violation(pointer(field), code, sentence));
    }

    private static String pointer(Field field) {
        return "/schema/properties/" + field.name();
    }
}
