package city.huitong.opendata.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Open data in GraphQL. Each open dataset adds its fields to it while the hub runs ({@link OpenDataTypes}). */
@Type("OpenData")
@Description(
        "开放数据: what the city has opened to everybody. Beside the catalogue two fields for each dataset: its records, and groups of"
                + " them")
public record OpenDataView(
        @NonNull @Description("Where the same is found by REST")
        String rest) {}
