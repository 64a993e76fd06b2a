package city.huitong.consent.api;

import static city.huitong.consent.ConsentProblem.VERSION_REQUIRED;
import static city.huitong.consent.ConsentProblem.VERSION_STALE;

import city.huitong.consent.Consent;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Entity tags of consents (RFC 9110 section 8.8.3): {@code "version.moves.reads.STATE"}. */
final class Tags {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,9})(\\.[0-9]{1,9}\\.[0-9]{1,9}\\.[A-Z_]{1,20})?\"");

    private Tags() {}

    static String of(Consent consent) {
        return "\"%s.%d.%s\""
                .formatted(consent.tag(), consent.use().reads(), consent.state().word());
    }

    /** The consent, or 304 to who has it. What time has ended has no move yet, so the state is part of the tag. */
    static <T> RestResponse<T> answer(Consent consent, Optional<String> ifNoneMatch, T json) {
        var tag = of(consent);
        var same = ifNoneMatch.filter(known -> known.equals(tag)).isPresent();
        return RestResponse.ResponseBuilder.create(
                        same ? RestResponse.Status.NOT_MODIFIED : RestResponse.Status.OK, same ? null : json)
                .header(HttpHeaders.ETAG, tag)
                .build();
    }

    /**
     * The version named by {@code If-Match}: a whole tag, or {@code "3"}. Only the version is compared, because reads in between
     * are no reason to refuse a narrowing. Fails with {@code version-required} and {@code version-stale}.
     */
    static int version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw VERSION_REQUIRED.because("send the ETag of the consent as If-Match");
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw VERSION_STALE.because("If-Match is no ETag of a consent");
        }
        return Integer.parseInt(tag.group(1));
    }
}
