package city.huitong.catalog;

import java.util.Optional;

/** What a field holds: follows from {@code type} and {@code format} in the dataset's schema, and decides the column's type. */
public enum FieldType {
    TEXT("text"),
    INTEGER("bigint"),
    NUMBER("numeric"),
    /** Yuan in documents, whole fen in columns. */
    MONEY("bigint"),
    BOOLEAN("boolean"),
    DATE("date"),
    TIMESTAMP("timestamptz"),
    /** 公民身份号码; the column holds the person's pseudonym. */
    CITIZEN_NUMBER("uuid"),
    /** 统一社会信用代码; the column holds the enterprise's pseudonym. */
    CREDIT_CODE("uuid"),
    /** 户号; the column holds the household's pseudonym. */
    HOUSEHOLD_NUMBER("uuid"),
    /** Arrays and objects, kept as they are. They cannot become facts. */
    JSON("jsonb");

    private final String sqlType;

    FieldType(String sqlType) {
        this.sqlType = sqlType;
    }

    /** The type of the column in PostgreSQL. */
    public String sqlType() {
        return sqlType;
    }

    /** Whom a value of this type names; empty unless it is an official number. */
    public Optional<SubjectKind> names() {
        return switch (this) {
            case CITIZEN_NUMBER -> Optional.of(SubjectKind.PERSON);
            case CREDIT_CODE -> Optional.of(SubjectKind.ENTERPRISE);
            case HOUSEHOLD_NUMBER -> Optional.of(SubjectKind.HOUSEHOLD);
            case TEXT, INTEGER, NUMBER, MONEY, BOOLEAN, DATE, TIMESTAMP, JSON -> Optional.empty();
        };
    }

    /** Whether values have one part, so that they can be keys. */
    public boolean isScalar() {
        return this != JSON;
    }
}
