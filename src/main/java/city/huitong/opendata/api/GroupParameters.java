package city.huitong.opendata.api;

import city.huitong.opendata.GroupText;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a question for groups is made of, as parameters of an address. */
class GroupParameters {

    @RestQuery("group_by")
    @Nullable
    @Parameter(
            description =
                    "Fields, or year(…), month(…) or day(…) of a date or moment, separated by commas; one group of all if left out",
            example = "district,year(opened_on) as year")
    String groupBy;

    @RestQuery
    @Nullable
    @Parameter(
            description =
                    "count, count(field), count_distinct(field), sum(field), avg(field), min(field), max(field), separated by commas;"
                            + " default count. Sums and averages of money are in yuan",
            example = "count,sum(lines) as all_lines")
    String aggregate;

    @RestQuery
    @Nullable
    @Parameter(description = "A condition over the fields of records, in CEL", example = "lines >= 5")
    String where;

    @RestQuery("order_by")
    @Nullable
    @Parameter(
            description =
                    "Names of the answer, separated by commas, each with - before it for descending; default what groups have"
                            + " in common",
            example = "-count")
    String orderBy;

    @RestQuery
    @Nullable
    @Parameter(description = "1 to 1000, default 20")
    String limit;

    /** The question as it was sent. */
    GroupText text() {
        return GroupText.of(groupBy, aggregate, where, orderBy, limit);
    }
}
