package city.huitong.catalog;

import city.huitong.expression.Scope;

/** What a condition over the records of a dataset may name: its columns, but not numbers of subjects, moments or nested values. */
public final class RecordScope {

    private RecordScope() {}

    /** The scope of one dataset's schema. */
    public static Scope of(Dataset dataset) {
        var scope = Scope.builder();
        for (var field : dataset.fields()) {
            Derivation.LATEST
                    .typeOver(field.type())
                    .flatMap(FactType::valueType)
                    .ifPresent(type -> scope.variable(field.name(), type));
        }
        return scope.build();
    }
}
