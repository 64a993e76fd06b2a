package city.huitong.catalog;

import java.util.Locale;

/** Whether departments may share a dataset among themselves (共享属性). */
public enum SharingLevel {
    /** 无条件共享: every department may have it. */
    UNCONDITIONAL,
    /** 有条件共享: for a stated purpose. */
    CONDITIONAL,
    /** 不予共享. */
    NONE;

    /** The name as written in city packs and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
