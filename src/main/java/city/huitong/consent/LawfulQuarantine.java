package city.huitong.consent;

import city.huitong.ingest.QuarantineDisclosure;
import city.huitong.platform.data.SqlTx;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Discloses quarantined lines under the city's legal basis for correcting records. */
@ApplicationScoped
class LawfulQuarantine implements QuarantineDisclosure {

    private final Disclosures disclosures;

    LawfulQuarantine(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    @Override
    public <T> Uni<T> toSender(UUID batch, Function<SqlTx, Uni<T>> read, ToIntFunction<T> lines) {
        return disclosures.inBulk(Set.of(QUARANTINE), Map.of("batch", batch.toString()), read, lines);
    }
}
