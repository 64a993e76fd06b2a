package city.huitong.catalog;

import java.util.Locale;

/** Whether a dataset or a field of it is open to the public (开放属性), from the widest to the strictest. */
public enum OpeningLevel {
    /** 无条件开放: anybody may have it. */
    UNCONDITIONAL,
    /** 有条件开放: those who accept its terms. */
    CONDITIONAL,
    /** 不予开放. */
    NONE;

    /** The name as written in city packs and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of both that opens less. */
    public OpeningLevel stricter(OpeningLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
