package city.huitong.opendata.api;

import city.huitong.opendata.DcatFormat;
import city.huitong.platform.problem.PlatformProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Which form of RDF a caller takes: JSON-LD if nothing else is asked for. */
final class Negotiation {

    static final String JSON_LD = "application/ld+json";
    static final String TURTLE = "text/turtle";

    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    Stream.of(DcatFormat.values()).map(Negotiation::type).toArray(MediaType[]::new))
            .build();

    private Negotiation() {}

    /** The form the caller likes best; refuses with {@code not-acceptable}. */
    static DcatFormat wanted(Request request) {
        var variant = request.selectVariant(VARIANTS);
        return Stream.of(DcatFormat.values())
                .filter(format -> variant != null && type(format).equals(variant.getMediaType()))
                .findFirst()
                .orElseThrow(() -> PlatformProblem.NOT_ACCEPTABLE.because("offered are " + JSON_LD + " and " + TURTLE));
    }

    /** What tells the forms apart in an entity tag. */
    static String variant(DcatFormat format) {
        return "-" + format.name().toLowerCase(Locale.ROOT);
    }

    /** An answer that depends on what was asked for. */
    static ResponseBuilder<String> answer(String text) {
        return ResponseBuilder.ok(text).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private static MediaType type(DcatFormat format) {
        return MediaType.valueOf(format.mediaType());
    }
}
