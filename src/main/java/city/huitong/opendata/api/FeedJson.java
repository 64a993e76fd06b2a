package city.huitong.opendata.api;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.RecordedChange;
import city.huitong.opendata.ChangelogEntry;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The changelog as a JSON Feed 1.1 (jsonfeed.org), which feed readers show and programs read. */
@Schema(name = "ChangelogFeed", description = "A JSON Feed 1.1, the newest entry first")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FeedJson(
        @Schema(required = true, examples = "https://jsonfeed.org/version/1.1")
        String version,

        @Schema(required = true) String title,

        @JsonProperty("home_page_url") @Schema(name = "home_page_url")
        String homePage,

        @JsonProperty("feed_url") @Schema(name = "feed_url") String feed,

        @JsonProperty("next_url") @Schema(name = "next_url", description = "The next page; left out on the last one")
        Optional<String> next,

        String language,
        @Schema(required = true) List<ItemJson> items) {

    static final String VERSION = "https://jsonfeed.org/version/1.1";

    /** One entry. */
    @Schema(name = "ChangelogItem", description = "One change")
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ItemJson(
            @Schema(required = true) String id,
            String url,
            @Schema(required = true) String title,

            @JsonProperty("content_text") @Schema(name = "content_text", required = true)
            String text,

            @JsonProperty("date_published") @Schema(name = "date_published", required = true)
            Instant at,

            @Schema(
                    required = true,
                    description =
                            "dataset or api, and what has happened: opened, changed, withdrawn; added, changed, deprecated, removed")
            List<String> tags,

            @JsonProperty("_huitong")
            @Schema(name = "_huitong", description = "The same for programs; of datasets only")
            Optional<ChangeJson> change) {

        /** @param url gives the address of what is at a path of the hub */
        static ItemJson of(
                ChangelogEntry entry, Function<LocalizedText, String> language, Function<String, String> url) {
            var path = entry.change()
                    .map(change -> "/v1/open/datasets/" + change.dataset() + "/changelog")
                    .orElse("/v1/open/changelog");
            return new ItemJson(
                    url.apply(path) + "#" + entry.id(),
                    url.apply(path),
                    language.apply(entry.title()),
                    language.apply(entry.text()),
                    entry.place().at(),
                    List.of(entry.change().isPresent() ? "dataset" : "api", entry.kind()),
                    entry.change().map(ChangeJson::of));
        }
    }

    /** What has changed in a dataset. */
    @RegisterForReflection
    @Schema(name = "DatasetChange", description = "What has changed in a dataset")
    record ChangeJson(
            @Schema(required = true) String dataset,

            @Schema(required = true, description = "Of the catalogue after it")
            long revision,

            @Schema(
                    required = true,
                    description = "开放属性 after it",
                    enumeration = {"unconditional", "conditional", "none"})
            String opening,

            @Schema(required = true, description = "Fields that are new")
            List<String> added,

            @Schema(required = true, description = "Fields that take more than before")
            List<String> widened,

            @Schema(required = true, description = "Fields that are more or less open than before")
            List<String> levels) {

        static ChangeJson of(RecordedChange change) {
            var what = change.what();
            return new ChangeJson(
                    change.dataset().value(),
                    change.revision(),
                    what.opening().word(),
                    what.added(),
                    what.widened(),
                    what.levels());
        }
    }
}
