package city.huitong.opendata.api;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

/** Where a page of a connection ends. */
@Type("PageInfo")
@Description("Where a page ends")
public record PageInfo(
        @Description("Whether there is more after it") boolean hasNextPage,

        @Description("Send it as `after` for the next page; null on an empty one")
        Optional<String> endCursor) {}
