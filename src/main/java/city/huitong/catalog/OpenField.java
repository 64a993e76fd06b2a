package city.huitong.catalog;

import java.util.Optional;

/**
 * What the catalogue says of one field of an open dataset.
 *
 * @param title its Chinese is the schema's
 * @param opening stricter than the dataset's; empty where the field is as open as the dataset
 * @param reason why it is stricter
 * @param basis the law and article that says so
 */
public record OpenField(
        Optional<LocalizedText> title,
        Optional<OpeningLevel> opening,
        Optional<LocalizedText> reason,
        Optional<String> basis) {

    /** A field of which nothing is said. */
    public static final OpenField EMPTY =
            new OpenField(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
