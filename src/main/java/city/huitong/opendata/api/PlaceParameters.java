package city.huitong.opendata.api;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which page of an answer, as parameters of a request. */
class PlaceParameters {

    @RestQuery
    @Nullable
    @Parameter(description = "The value of next")
    String cursor;

    @RestQuery
    @Nullable
    @Parameter(description = "The version of this time, as 2026-11-23T12:00:00Z; default the latest")
    String asOf;

    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    @Nullable
    @Parameter(description = "The ETag you have")
    String ifNoneMatch;

    AskedPage.Place place() {
        return new AskedPage.Place(cursor, asOf, ifNoneMatch);
    }
}
