package city.huitong.catalog;

import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.ValueType;
import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a definition makes sense over its dataset as the dataset is now. */
final class FactRules {

    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();
    private static final Set<FieldType> ORDERED =
            Set.of(FieldType.DATE, FieldType.TIMESTAMP, FieldType.INTEGER, FieldType.NUMBER);

    private final FactDefinition fact;
    private final Dataset dataset;
    private final List<Violation> found = new ArrayList<>();

    private FactRules(FactDefinition fact, Dataset dataset) {
        this.fact = fact;
        this.dataset = dataset;
    }

    /** Everything that is wrong with it; pointers are those of its document. */
    static List<Violation> violations(FactDefinition fact, Dataset dataset) {
        var rules = new FactRules(fact, dataset);
        rules.checkName();
        rules.checkColumn();
        rules.checkCondition("/where", fact.where());
        rules.checkCondition("/disputed", fact.disputed());
        rules.checkWindow();
        rules.checkOrder();
        return List.copyOf(rules.found);
    }

    /** The type of what would be derived; empty if nothing can be. */
    static Optional<FactType> type(Derivation derivation, Optional<String> column, Dataset dataset) {
        return column.flatMap(dataset::field)
                .flatMap(field -> derivation.typeOver(field.type()))
                .or(derivation::type);
    }

    private void checkName() {
        if (!dataset.subjectKind().equals(Optional.of(fact.name().kind()))) {
            var kind = dataset.subjectKind().map(SubjectKind::word).orElse("nobody");
            refuse("/name", "wrong-subject", "must begin with whom the dataset is about, which is " + kind);
        }
        var linksHousehold = fact.type() == FactType.HOUSEHOLD;
        if (linksHousehold != fact.name().equals(FactName.HOUSEHOLD_OF_PERSON)) {
            refuse(
                    "/name",
                    "household-link",
                    "person.household, and no other fact, is the latest of a household-number");
        }
    }

    private void checkColumn() {
        var word = fact.derivation().word();
        if (!fact.derivation().needsColumn()) {
            fact.column().ifPresent(_ -> refuse("/column", "unknown-key", word + " looks at whole records"));
            return;
        }
        if (fact.column().isEmpty()) {
            refuse("/column", "column-expected", word + " needs a column");
            return;
        }
        var field = existing("/column", fact.column().get());
        var type = type(fact.derivation(), fact.column(), dataset);
        if (field.isPresent() && !type.equals(Optional.of(fact.type()))) {
            refuse("/column", "wrong-type", "must be a column of a type that has " + word);
        }
    }

    private void checkCondition(String pointer, Optional<String> condition) {
        condition.ifPresent(source -> {
            try {
                checkAnswer(
                        pointer,
                        COMPILER.compile(source, RecordScope.of(dataset)).type());
            } catch (ExpressionException failure) {
                failure.errors()
                        .forEach(error -> refuse(
                                pointer,
                                "expression",
                                "line %d, column %d: %s".formatted(error.line(), error.column(), error.message())));
            }
        });
    }

    private void checkAnswer(String pointer, ValueType type) {
        if (type != ValueType.BOOL) {
            refuse(pointer, "wrong-type", "must be true or false of a record, not " + type.phrase());
        }
    }

    private void checkWindow() {
        fact.window()
                .flatMap(window -> existing("/window/on", window.on()))
                .filter(field -> field.type() != FieldType.DATE)
                .ifPresent(_ -> refuse("/window/on", "wrong-type", "must be a date"));
    }

    private void checkOrder() {
        if (fact.orderBy().isPresent() && fact.derivation() != Derivation.LATEST) {
            refuse("/orderBy", "unknown-key", "means something for latest only");
        }
        fact.orderBy()
                .flatMap(name -> existing("/orderBy", name))
                .filter(field -> !ORDERED.contains(field.type()))
                .ifPresent(_ -> refuse("/orderBy", "wrong-type", "must be a date, a date-time or a number"));
    }

    private Optional<Field> existing(String pointer, String name) {
        var field = dataset.field(name);
        if (field.isEmpty()) {
            refuse(pointer, "unknown-field", "must be one of the dataset's properties");
        }
        return field;
    }

    private void refuse(String pointer, String code, String sentence) {
        found.add(new Violation(pointer, code, sentence));
    }
}
