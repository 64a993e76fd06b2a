package city.huitong.consent;

import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Answers that are kept for 24 hours, so that one that was lost on its way can be had again. */
public interface KeptAnswers {

    /** What is known of a key. */
    sealed interface Claim {

        /** Nothing; it is this transaction's now. Others that come with it wait for this transaction's end. */
        record Fresh() implements Claim {}

        /** The request was answered: with this consent, or with data read under it. */
        record Answered(UUID consent, Optional<ReadAnswer> answer) implements Claim {}
    }

    /** Claims the key. Fails with {@code idempotency-conflict} when it belongs to another request. */
    Uni<Claim> claim(SqlTx tx, RequestKey key);

    /** Keeps the answer to a request whose key was claimed in this transaction. */
    Uni<Void> keep(SqlTx tx, RequestKey key, UUID consent, Optional<ReadAnswer> answer);
}
