package city.huitong.catalog;

import city.huitong.expression.ValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a fact holds; follows from its derivation and column, and decides the type of its column. */
public enum FactType {
    BOOL("boolean", ValueType.BOOL),
    INT("bigint", ValueType.INT),
    /** Whole fen. */
    MONEY("bigint", ValueType.MONEY),
    NUMBER("double precision", ValueType.NUMBER),
    TEXT("text", ValueType.TEXT),
    DATE("date", ValueType.DATE),
    /** The pseudonym of the household a person belongs to. No expression can read it. */
    HOUSEHOLD("uuid", null),
    /** The pseudonym of an enterprise that has to do with the subject. No expression can read it. */
    ENTERPRISE("uuid", null);

    private final String sqlType;
    private final Optional<ValueType> valueType;

    FactType(String sqlType, @Nullable ValueType valueType) {
        this.sqlType = sqlType;
        this.valueType = Optional.ofNullable(valueType);
    }

    /** The type of the column in PostgreSQL. */
    public String sqlType() {
        return sqlType;
    }

    /** As what expressions see it; empty if they cannot. */
    public Optional<ValueType> valueType() {
        return valueType;
    }
}
