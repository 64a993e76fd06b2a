package city.huitong.developer.api;

import city.huitong.developer.Client;
import city.huitong.developer.ProductionRequest;
import city.huitong.developer.ReadClient;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A client as its developer sees it. */
@Schema(name = "Client")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ClientJson(
        @Schema(required = true) UUID id,
        @Schema(required = true) String name,
        @Schema(required = true) String contact,
        @Schema(required = true) String purpose,

        @Schema(required = true, description = "trial or production; GET /v1/limits says what it may")
        String tier,

        @Schema(required = true) Instant registeredAt,

        @Schema(description = "What became of asking for production; left out when nobody has asked")
        Optional<ProductionJson> production,

        @Schema(required = true, description = "Those that hold, the oldest first")
        List<KeyJson> keys) {

    /** What became of asking for production. */
    @Schema(name = "ProductionState")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ProductionJson(
            @Schema(required = true, description = "waiting, approved or refused")
            String state,

            @Schema(required = true) String reason,
            @Schema(required = true) Instant askedAt,

            @Schema(description = "The operator's words") Optional<String> answer,

            @Schema(description = "When an operator decided")
            Optional<Instant> decidedAt) {

        static ProductionJson of(ProductionRequest request) {
            return new ProductionJson(
                    request.state().name().toLowerCase(Locale.ROOT),
                    request.reason(),
                    request.askedAt(),
                    request.answer(),
                    request.decidedAt());
        }
    }

    static ClientJson of(ReadClient.WithKeys found) {
        return of(found.client(), found.keys().stream().map(KeyJson::of).toList());
    }

    static ClientJson of(Client client, List<KeyJson> keys) {
        return new ClientJson(
                client.id(),
                client.name(),
                client.contact(),
                client.purpose(),
                client.tier().word(),
                client.registeredAt(),
                client.production().map(ProductionJson::of),
                keys);
    }
}
