package city.huitong.ingest;

import city.huitong.catalog.DatasetId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a body of records so far.
 *
 * @param attempt counts how often the body was sent under its idempotency key; only the latest attempt may write
 * @param lines how many lines of the body are stored or quarantined, blank ones included
 * @param digest SHA-256 over those lines
 * @param received lines that are not blank
 * @param accepted records that were new, changed or withdrawn
 * @param unchanged records that were already there in the same words
 * @param rejected lines in quarantine
 */
@SuppressWarnings("ArrayRecordComponent") // Compared with Arrays.equals where it matters.
public record Batch(
        UUID id,
        DatasetId dataset,
        String client,
        Optional<String> idempotencyKey,
        int attempt,
        boolean complete,
        long lines,
        byte[] digest,
        long received,
        long accepted,
        long unchanged,
        long rejected,
        Instant startedAt,
        Optional<Instant> completedAt) {}
