package city.huitong.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the open catalogue says of a dataset: the section {@code open} of its description. Made by {@link DatasetReader} only.
 *
 * @param licence address of the terms under which it may be used
 * @param attribution how users are asked to name the source
 * @param themes codes of the EU's authority table of data themes, or addresses of a city's own
 * @param spatial the area it covers: an address, or the code of an administrative division
 * @param fields by field name, in the order of the description; only fields of which something is said
 * @param anonymity what protects single people, in a dataset about them
 * @param foreignKeys which fields hold keys of records that readers may go on to
 * @param deprecation when it will be withdrawn; empty while nobody intends to
 * @param agreement the text of agreements (数据利用协议) about what is open under conditions; empty for the usual one
 */
public record OpenEntry(
        Optional<String> licence,
        Optional<LocalizedText> attribution,
        List<String> themes,
        List<String> keywordsZh,
        List<String> keywordsEn,
        Optional<Frequency> frequency,
        Optional<String> spatial,
        Map<String, OpenField> fields,
        List<ForeignKey> foreignKeys,
        Optional<Anonymity> anonymity,
        Optional<LocalizedText> agreement,
        Optional<Deprecation> deprecation) {

    /** Of a dataset of which nothing is said. */
    public static final OpenEntry EMPTY = new OpenEntry(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public OpenEntry {
        themes = List.copyOf(themes);
        keywordsZh = List.copyOf(keywordsZh);
        keywordsEn = List.copyOf(keywordsEn);
        foreignKeys = List.copyOf(foreignKeys);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** What is said of the field of this name. */
    public OpenField field(String name) {
        return fields.getOrDefault(name, OpenField.EMPTY);
    }

    /** The section as JSON text, from which {@link DatasetReader#storedOpen} makes the same entry. */
    public String text() {
        return JsonText.of(OpenEntryTree.of(this));
    }
}
