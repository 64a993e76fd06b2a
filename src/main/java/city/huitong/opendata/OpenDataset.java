package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.AGREEMENT_REQUIRED;
import static city.huitong.opendata.OpenDataProblem.FIELD_WITHHELD;
import static city.huitong.opendata.OpenDataProblem.QUERY_INVALID;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.OpeningLevel;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.NearestName;
import city.huitong.expression.Scope;
import city.huitong.expression.ValueType;
import city.huitong.platform.problem.Violation;
import java.util.List;
import java.util.Optional;

/**
 * A dataset as one caller may read it. The only place that decides which fields are open: whatever asks for a field asks here, so
 * that REST, GraphQL and exports withhold the same.
 */
public final class OpenDataset {

    /** In the place of a key that is withheld: what orders rows must not tell of it, not even by their rank. */
    private static final Field PLACE = new Field("_place", FieldType.CITIZEN_NUMBER, true, "");

    private final Dataset dataset;
    private final boolean agreed;
    private final List<Field> fields;
    private final Scope scope;

    private OpenDataset(Dataset dataset, boolean agreed) {
        this.dataset = dataset;
        this.agreed = agreed;
        this.fields = dataset.fields().stream().filter(this::isReadable).toList();
        this.scope = scope(dataset);
    }

    /**
     * The dataset cut down to what a caller may have.
     *
     * @param agreed whether the caller has agreed to the terms (数据利用协议) of what is open under conditions
     */
    public static OpenDataset of(Dataset dataset, boolean agreed) {
        return new OpenDataset(dataset, agreed);
    }

    /** Whether a dataset is in the open catalogue at all. */
    public static boolean isListed(Dataset dataset) {
        return dataset.opening() != OpeningLevel.NONE;
    }

    public DatasetId id() {
        return dataset.id();
    }

    public Dataset dataset() {
        return dataset;
    }

    /** Its tables. */
    public RecordTable table() {
        return new RecordTable(dataset);
    }

    /** What the caller may read, in the order of the schema. */
    public List<Field> fields() {
        return fields;
    }

    /** What is never open, in the order of the schema. */
    public List<Field> withheld() {
        return dataset.fields().stream()
                .filter(field -> dataset.openingOf(field) == OpeningLevel.NONE)
                .toList();
    }

    /** Whether anything of it is open under conditions. */
    public boolean hasConditions() {
        return dataset.fields().stream().anyMatch(field -> dataset.openingOf(field) == OpeningLevel.CONDITIONAL);
    }

    /** Whether the caller may read more than everybody may, so that no cache may give an answer to others. */
    public boolean isAgreed() {
        return agreed && hasConditions();
    }

    /** The tail of every order, which no two records share: the key, or a random place where the caller may not read all of the key. */
    public List<Field> tail() {
        return hasOpenKey() ? key() : List.of(PLACE);
    }

    /** The key, readable or not. */
    public List<Field> key() {
        return dataset.key().stream()
                .map(name -> dataset.field(name).orElseThrow())
                .toList();
    }

    /** Whether the caller may read the whole key, so that a record can be asked for and told from others. */
    public boolean hasOpenKey() {
        return key().stream().allMatch(this::isReadable);
    }

    /** Whether the records are about people, of whom small groups are not told. */
    public boolean isAboutPeople() {
        return dataset.subjectKind()
                .filter(kind -> kind != SubjectKind.ENTERPRISE)
                .isPresent();
    }

    /** The names of all fields with their types, for conditions; who compiles one asks {@link #require} for each name it uses. */
    public Scope scope() {
        return scope;
    }

    /**
     * The field of this name, if the caller may read it. Refuses with {@code query-invalid}, {@code field-withheld} and the reason, or
     * {@code agreement-required}.
     *
     * @param place where it is named: {@code ?select}
     */
    public Field require(String name, String place) {
        var field = dataset.field(name)
                .orElseThrow(() -> QUERY_INVALID
                        .because("there is no field of this name")
                        .with(List.of(
                                new Violation(place, "unknown-field", "must be one of " + names() + hint(name)))));
        if (isReadable(field)) {
            return field;
        }
        throw dataset.openingOf(field) == OpeningLevel.NONE
                ? FIELD_WITHHELD
                        .because(dataset.withheldBecause(field)
                                .map(reason -> reason.en())
                                .orElse("it is not open"))
                        .with(List.of(new Violation(place, "field-withheld", "must not name " + name)))
                : AGREEMENT_REQUIRED
                        .because(howToAgree())
                        .with(List.of(new Violation(place, "agreement-required", "must not name " + name)));
    }

    private String howToAgree() {
        return "read /v1/open/datasets/%1$s/agreement-words and apply with an API key: POST /v1/open/datasets/%1$s/agreements"
                .formatted(id());
    }

    /** Refuses with {@code agreement-required} where not even one field is open to the caller. */
    OpenDataset mustBeReadable() {
        if (fields.isEmpty()) {
            throw AGREEMENT_REQUIRED.because(howToAgree());
        }
        return this;
    }

    private String names() {
        return String.join(", ", fields.stream().map(Field::name).toList());
    }

    private String hint(String name) {
        return NearestName.hint(name, fields.stream().map(Field::name).toList());
    }

    private boolean isReadable(Field field) {
        return switch (dataset.openingOf(field)) {
            case UNCONDITIONAL -> true;
            case CONDITIONAL -> agreed;
            case NONE -> false;
        };
    }

    private static Scope scope(Dataset dataset) {
        var scope = Scope.builder();
        for (var field : dataset.fields()) {
            valueType(field.type()).ifPresent(type -> scope.variable(field.name(), type));
        }
        return scope.build();
    }

    /** As what a condition sees a field. A moment counts as its day in the city; what a condition cannot read is not in it. */
    static Optional<ValueType> valueType(FieldType type) {
        return switch (type) {
            case TEXT, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> Optional.of(ValueType.TEXT);
            case INTEGER -> Optional.of(ValueType.INT);
            case NUMBER -> Optional.of(ValueType.NUMBER);
            case MONEY -> Optional.of(ValueType.MONEY);
            case BOOLEAN -> Optional.of(ValueType.BOOL);
            case DATE, TIMESTAMP -> Optional.of(ValueType.DATE);
            case JSON -> Optional.empty();
        };
    }
}
