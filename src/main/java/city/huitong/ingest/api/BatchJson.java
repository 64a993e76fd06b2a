package city.huitong.ingest.api;

import city.huitong.ingest.Batch;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch as answered. */
@Schema(name = "Batch", description = "What became of a body of records")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record BatchJson(
        @Schema(description = "Identifier, UUIDv7") UUID batchId,

        @Schema(description = "The dataset", examples = "population")
        String dataset,

        @Schema(description = "Whether the whole body was taken in")
        boolean complete,

        @Schema(description = "Lines that are not blank") long received,

        @Schema(description = "Records that were new, changed or withdrawn")
        long accepted,

        @Schema(description = "Records that were already there in the same words")
        long unchanged,

        @Schema(description = "Lines in quarantine; GET /v1/batches/{id}/rejections says why")
        long rejected,

        @Schema(description = "UTC") Instant startedAt,

        @Schema(description = "UTC") Optional<Instant> completedAt) {

    static BatchJson of(Batch batch) {
        return new BatchJson(
                batch.id(),
                batch.dataset().value(),
                batch.complete(),
                batch.received(),
                batch.accepted(),
                batch.unchanged(),
                batch.rejected(),
                batch.startedAt(),
                batch.completedAt());
    }
}
