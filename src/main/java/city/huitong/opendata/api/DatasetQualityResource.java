package city.huitong.opendata.api;

import city.huitong.ingest.DataVersion;
import city.huitong.opendata.AssessQuality;
import city.huitong.opendata.AssessQuality.Assessment;
import city.huitong.opendata.OpenDatasets;
import city.huitong.opendata.QualityCheck;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How good each open dataset is, in named checks. */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/quality")
@Tag(name = "Open data", description = "开放数据: what the city has opened to everybody")
class DatasetQualityResource {

    /** The checks of one dataset as answered. */
    @Schema(name = "DatasetQuality", description = "What was found of one version of a dataset")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record QualityJson(
            String dataset,

            @Schema(description = "The version looked at; left out before the first one")
            Optional<Long> version,

            @Schema(description = "When that was published") Optional<Instant> publishedAt,
            List<CheckJson> checks) {

        static QualityJson of(Assessment found) {
            return new QualityJson(
                    found.dataset().id().value(),
                    found.version().map(DataVersion::number),
                    found.version().map(DataVersion::at),
                    found.checks().stream().map(CheckJson::of).toList());
        }
    }

    /** One check as answered. */
    @Schema(name = "QualityCheck", description = "One named look at a dataset")
    record CheckJson(
            @Schema(
                    description = "Stable name",
                    enumeration = {"completeness", "timeliness", "licence", "titles", "findability", "reasons"})
            String name,

            String titleZh,
            String titleEn,

            @Schema(
                    description = "open where there is nothing to look at, or not now",
                    enumeration = {"passed", "failed", "open"})
            String result,

            @Schema(description = "What the result follows from: share.name is the part of records that have a name")
            Map<String, Number> numbers) {

        static CheckJson of(QualityCheck check) {
            return new CheckJson(
                    check.name(),
                    check.title().zh(),
                    check.title().en(),
                    check.result().name().toLowerCase(Locale.ROOT),
                    check.numbers());
        }
    }

    private final OpenDatasets datasets;
    private final AssessQuality quality;

    DatasetQualityResource(OpenDatasets datasets, AssessQuality quality) {
        this.datasets = datasets;
        this.quality = quality;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getDatasetQuality",
            summary = "The quality of an open dataset, in named checks",
            description =
                    "Whether fields are filled, whether it comes when promised, whether its description says what users need.")
    public Uni<QualityJson> quality(
            @RestPath @Parameter(description = "The dataset", example = "bus-stops") String id) {
        return quality.assess(datasets.require(id, false)).map(QualityJson::of);
    }
}
