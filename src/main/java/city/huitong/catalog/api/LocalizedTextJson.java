package city.huitong.catalog.api;

import city.huitong.catalog.LocalizedText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A text for people in both languages. */
@Schema(name = "LocalizedText", description = "A text for people, in Chinese and English")
record LocalizedTextJson(
        @Schema(description = "Chinese", examples = "人口基本信息", required = true)
        String zh,

        @Schema(
                description = "English; the Chinese text where there is no translation",
                examples = "Population register")
        String en) {

    static LocalizedTextJson of(LocalizedText text) {
        return new LocalizedTextJson(text.zh(), text.en());
    }
}
