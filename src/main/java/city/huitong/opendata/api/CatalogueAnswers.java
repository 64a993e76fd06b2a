package city.huitong.opendata.api;

import city.huitong.opendata.CatalogueState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Documents that follow from a state of the catalogue, or 304 to who has them. Their tags are weak (RFC 9110 section 8.8.1): two
 * processes may write the same statements in another order.
 */
final class CatalogueAnswers {

    private static final String CACHING = "public, max-age=60";

    private CatalogueAnswers() {}

    /**
     * @param variant tells apart the answers of one address
     * @param write the document, asked for only if the caller does not have it
     */
    static Uni<RestResponse<String>> answer(
            CatalogueState state,
            String variant,
            String mediaType,
            @Nullable String ifNoneMatch,
            Supplier<Uni<ResponseBuilder<String>>> write) {
        var tag = "W/\"" + state.tag() + variant + "\"";
        var answer = DataTag.isKnown(ifNoneMatch, tag)
                ? Uni.createFrom().item(ResponseBuilder.<String>create(RestResponse.Status.NOT_MODIFIED))
                : write.get()
                        .map(written ->
                                written.type(MediaType.valueOf(mediaType).withCharset("utf-8")));
        return answer.map(built -> built.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build());
    }
}
