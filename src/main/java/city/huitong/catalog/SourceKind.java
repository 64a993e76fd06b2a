package city.huitong.catalog;

import java.util.Locale;

/** How a dataset's records reach the hub. */
public enum SourceKind {
    /** The department sends batches. */
    PUSHED,
    /** The department writes to a topic. */
    STREAMED,
    /** The hub asks the department's system at the moment of need. */
    LIVE;

    /** The name as written in city packs and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
