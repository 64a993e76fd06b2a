package city.huitong.opendata.api;

import city.huitong.opendata.QueryText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a question for records is made of, as parameters of an address. */
class QueryParameters {

    @RestQuery
    @Nullable
    @Parameter(
            description = "Fields to answer, separated by commas; default all that are open",
            example = "stop,name,lines")
    String select;

    @RestQuery
    @Nullable
    @Parameter(
            description =
                    "A condition over the fields in CEL (https://cel.dev); a record without a value that it needs is not answered",
            example = "lines >= 5 && district == 'd01'")
    String where;

    @RestQuery("order_by")
    @Nullable
    @Parameter(
            description =
                    "Fields, separated by commas, each with - before it for descending; records without a value come last."
                            + " Default the key",
            example = "-lines,name")
    String orderBy;

    @RestQuery
    @Nullable
    @Parameter(description = "1 to 1000, default 20")
    String limit;

    @RestQuery
    @Nullable
    @Parameter(
            description = "Whether to say how many records there are in all",
            schema = @Schema(enumeration = {"none", "estimated", "exact"}))
    String count;

    /** The question as it was sent. */
    QueryText text() {
        return QueryText.of(select, where, orderBy, limit, count);
    }
}
