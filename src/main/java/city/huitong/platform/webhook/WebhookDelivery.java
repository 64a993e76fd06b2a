package city.huitong.platform.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message to one recipient, and what came of it. */
@Schema(description = "A message to you, and what came of it")
public record WebhookDelivery(
        @Schema(description = "The webhook-id, the same in each attempt")
        UUID id,

        @Schema(description = "What has happened", examples = "consent.changed")
        String type,

        @Schema(description = "What it is about; messages about the same come in their order")
        String about,

        @Schema(description = "WAITING, DELIVERED or GIVEN_UP")
        String state,

        int attempts,

        @Schema(
                description =
                        "Of the last attempt: DELIVERED, REFUSED, REDIRECTED, GONE, TIMED_OUT, NOT_REACHABLE or ADDRESS_REFUSED")
        Optional<String> outcome,

        @Schema(description = "The status you answered") Optional<Integer> status,
        Instant createdAt,

        @Schema(description = "When it was tried last") Optional<Instant> attemptedAt,

        @Schema(description = "Not before then; while it waits")
        Optional<Instant> nextAttemptAt) {}
