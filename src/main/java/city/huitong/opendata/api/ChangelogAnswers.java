package city.huitong.opendata.api;

import city.huitong.catalog.LocalizedText;
import city.huitong.opendata.ChangelogEntry;
import city.huitong.opendata.QueryReader;
import city.huitong.opendata.ReadChangelog;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Pages of the changelog as a feed, or 304 without any statement to who has them. */
@ApplicationScoped
class ChangelogAnswers {

    static final String JSON_FEED = "application/feed+json";

    private final ReadChangelog changelog;
    private final ObjectMapper mapper;
    private final String base;

    ChangelogAnswers(
            ReadChangelog changelog, ObjectMapper mapper, @ConfigProperty(name = "huitong.public-url") URI publicUrl) {
        this.changelog = changelog;
        this.mapper = mapper;
        this.base = publicUrl.toString().replaceFirst("/+$", "");
    }

    /** Which page of which feed, and in which language. */
    record Asked(String path, String lang, PageRequest page, Optional<String> after) {

        static Asked of(String path, @Nullable String lang, @Nullable String limit, @Nullable String after) {
            var language = Optional.ofNullable(lang).orElse("zh");
            if (!language.equals("zh") && !language.equals("en")) {
                throw QueryReader.invalid("?lang", "unknown-word", "must be zh or en");
            }
            return new Asked(path, language, PageRequest.parse(limit, after), Optional.ofNullable(after));
        }

        private String in(LocalizedText text) {
            return lang.equals("en") ? text.en() : text.zh();
        }

        private String address(String after) {
            return path + "?lang=" + lang + "&limit=" + page.limit() + (after.isEmpty() ? "" : "&after=" + after);
        }
    }

    Uni<RestResponse<String>> answer(
            Asked asked, @Nullable String ifNoneMatch, Supplier<Uni<Page<ChangelogEntry>>> read) {
        var place = asked.address(asked.after().orElse(""));
        var tag = "W/\"%s-%08x\"".formatted(changelog.state(), place.hashCode());
        var answer = DataTag.isNamed(ifNoneMatch, tag)
                ? Uni.createFrom().item(notModified())
                : read.get().map(page -> DataTag.isAny(ifNoneMatch) ? notModified() : ok(asked, page));
        return answer.map(built -> built.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .build());
    }

    private static ResponseBuilder<String> notModified() {
        return ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED);
    }

    private ResponseBuilder<String> ok(Asked asked, Page<ChangelogEntry> page) {
        return ResponseBuilder.ok(json(asked, page), JSON_FEED + "; charset=utf-8");
    }

    private String json(Asked asked, Page<ChangelogEntry> page) {
        Function<String, String> url = path -> base + path;
        var feed = new FeedJson(
                FeedJson.VERSION,
                asked.in(changelog.title()),
                url.apply("/v1/open/datasets"),
                url.apply(asked.address("")),
                page.next().map(asked::address).map(url),
                asked.lang(),
                page.items().stream()
                        .map(entry -> FeedJson.ItemJson.of(entry, asked::in, url))
                        .toList());
        try {
            return mapper.writeValueAsString(feed);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
