package city.huitong.opendata.api;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Deprecation;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells programs which read a dataset that it will be withdrawn: {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594), and as links what
 * says more and what comes after it (RFC 5829).
 */
@Provider
@TellsDeprecation
@Singleton
class DeprecationFilter implements ContainerResponseFilter {

    private static final String DATASETS = "/v1/open/datasets/";

    /** HTTP-date (RFC 9110 section 5.6.7). */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final CurrentCatalog catalog;
    private final CityClock clock;

    DeprecationFilter(CurrentCatalog catalog, CityClock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        deprecating().ifPresent(datasets -> tell(datasets, request, response));
    }

    /** To look for the address' parameters takes longer than all else here. */
    private Optional<Catalog> deprecating() {
        try {
            return Optional.of(catalog.get()).filter(Catalog::isDeprecating);
        } catch (Problem _) {
            // The hub has just started and not read its catalogue yet: the answer says that already.
            return Optional.empty();
        }
    }

    private void tell(Catalog datasets, ContainerRequestContext request, ContainerResponseContext response) {
        var id = request.getUriInfo().getPathParameters().getFirst("id");
        Optional.ofNullable(id)
                .flatMap(datasets::find)
                .flatMap(dataset -> dataset.open().deprecation())
                .ifPresent(deprecation -> tell(id, deprecation, response.getHeaders()));
    }

    private void tell(String id, Deprecation deprecation, MultivaluedMap<String, Object> headers) {
        headers.putSingle("Deprecation", "@" + begin(deprecation.since()).toEpochSecond());
        headers.putSingle("Sunset", HTTP_DATE.format(begin(deprecation.sunset())));
        headers.add(HttpHeaders.LINK, link(id, "deprecation"));
        deprecation
                .successor()
                .ifPresent(successor -> headers.add(HttpHeaders.LINK, link(successor.value(), "successor-version")));
    }

    private ZonedDateTime begin(LocalDate day) {
        return day.atStartOfDay(clock.zone()).withZoneSameInstant(ZoneOffset.UTC);
    }

    private static String link(String dataset, String relation) {
        return "<" + DATASETS + dataset + ">; rel=\"" + relation + "\"; type=\"application/json\"";
    }
}
