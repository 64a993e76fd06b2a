package city.huitong.consent;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.catalog.LegalBasis;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Writes into the trail which legal bases the city's pack has changed: who may read has changed with them. */
@ApplicationScoped
class RecordLegalBases {

    private static final Logger LOG = Logger.getLogger(RecordLegalBases.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final LegalBases bases;
    private final LegalBasisRegister register;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Background background;
    private final CityClock clock;

    RecordLegalBases(
            LegalBases bases,
            LegalBasisRegister register,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            Background background,
            CityClock clock) {
        this.bases = bases;
        this.register = register;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.background = background;
        this.clock = clock;
    }

    /** A pack that cannot be read stops the start here: a hub that does not know who may read what must not serve. */
    void start(@Observes StartupEvent event) {
        if (bases.ofMatching().isEmpty()) {
            LOG.warn("the city's pack lists no legal basis for the hub's policy-matching: nobody is matched");
        }
        background.start("recording legal bases", this::recordUntilDone);
    }

    private Uni<Void> recordUntilDone() {
        return Uni.createFrom()
                .deferred(this::record)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }

    private Uni<Void> record() {
        var contents = bases.all().stream().collect(Collectors.toMap(LegalBasis::code, RecordLegalBases::content));
        return unitOfWork.onRows(tx -> register.replace(tx, contents)
                .chain(changed ->
                        trail.append(tx, changed.stream().map(this::changed).toList()))
                .replaceWithVoid());
    }

    private AuditEntry changed(String code) {
        return AuditEntry.of(AuditKind.ACCESS_CHANGED, "city-pack", "hub", "legal-bases", Basis.NONE, clock.now())
                .with(Map.of("legal-basis", code));
    }

    /** In one order, whichever the sets have in this process. */
    private static String content(LegalBasis basis) {
        return String.join(
                "\n",
                basis.title().zh(),
                basis.document(),
                String.join(" ", basis.roles()),
                String.join(" ", basis.purposes()),
                String.join(" ", new TreeSet<>(basis.facts())),
                basis.emergency().map(LegalBasis.Emergency::toString).orElse(""));
    }
}
