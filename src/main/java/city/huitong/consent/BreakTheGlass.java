package city.huitong.consent;

import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_BASIS_NOT_LISTED;
import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_NOT_ACTIVE;
import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_NOT_FOUND;
import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_NOT_OPEN;
import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_OTHER_SUBJECT;
import static city.huitong.platform.problem.PlatformProblem.SECOND_PERSON_REQUIRED;
import static city.huitong.subject.SubjectProblem.SUBJECT_NOT_FOUND;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.platform.security.Roles;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.SourcedFact;
import city.huitong.subject.SubjectProfiles;
import city.huitong.subject.SubjectRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Lets an officer read one subject's data in an emergency, when a second officer agrees (ADR 0010). */
@ApplicationScoped
public class BreakTheGlass {

    private static final Logger LOG = Logger.getLogger(BreakTheGlass.class);
    private static final Duration GRANT = Duration.ofMinutes(1);

    private final BreakGlassRepository repository;
    private final BreakGlassTrail trail;
    private final LegalBases bases;
    private final FactScope scope;
    private final Asker asker;
    private final Refusals refusals;
    private final SubjectRepository subjects;
    private final SubjectProfiles profiles;
    private final UnitOfWork unitOfWork;
    private final CityClock clock;
    private final Identifiers identifiers;

    BreakTheGlass(
            BreakGlassRepository repository,
            BreakGlassTrail trail,
            LegalBases bases,
            FactScope scope,
            Asker asker,
            Refusals refusals,
            SubjectRepository subjects,
            SubjectProfiles profiles,
            UnitOfWork unitOfWork,
            CityClock clock,
            Identifiers identifiers) {
        this.repository = repository;
        this.trail = trail;
        this.bases = bases;
        this.scope = scope;
        this.asker = asker;
        this.refusals = refusals;
        this.subjects = subjects;
        this.profiles = profiles;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /**
     * Proposes. Fails with {@code break-glass-basis-not-listed}, {@code break-glass-invalid} and {@code subject-not-found}.
     *
     * @param asked its purpose and number of reads are the basis' own
     */
    public Uni<BreakGlass> propose(BreakGlass.Proposal asked) {
        var asking = asker.asking();
        var basis = bases.forTwoPeople(asked.basis(), Roles.OFFICER)
                .orElseThrow(
                        () -> BREAK_GLASS_BASIS_NOT_LISTED.because("GET /v1/legal-bases lists those for two people"));
        var proposal = BreakGlassLimits.limited(asked, basis);
        var glass = new BreakGlass(identifiers.next(), proposal, asking.actor(), clock.now(), 0, Optional.empty());
        BreakGlassLimits.mustBeWritable(glass);
        return kindOf(proposal.subject())
                .chain(() -> unitOfWork.onRows(
                        tx -> repository.add(tx, glass).chain(() -> trail.proposed(tx, glass, Roles.OFFICER))))
                .replaceWith(glass);
    }

    /** The second person's approval. Fails with {@code second-person-required} and {@code break-glass-not-open}. */
    public Uni<BreakGlass> approve(UUID id) {
        var asking = asker.asking();
        return unitOfWork
                .onRows(tx -> required(tx, id).chain(glass -> approve(tx, glass, asking)))
                .onItem()
                .transformToUni(outcome -> outcome.approved
                        ? Uni.createFrom().item(outcome.glass)
                        : refused(outcome.glass, asking, notApprovable(outcome.glass, asking)));
    }

    /** The proposal, for the two people and for supervision. Fails with {@code break-glass-not-found}. */
    public Uni<BreakGlass> find(UUID id) {
        return unitOfWork.onRows(tx -> required(tx, id));
    }

    /**
     * Every fact the basis covers, for who proposed it. Fails with {@code break-glass-not-active}, and
     * {@code break-glass-other-subject}; both are entries.
     */
    public Uni<List<SourcedFact>> read(UUID id, SubjectId subject) {
        var asking = asker.asking();
        return unitOfWork
                .onRows(tx -> required(tx, id))
                .invoke(glass -> mustBeOwn(glass, asking))
                .chain(glass -> glass.proposal().subject().equals(subject)
                        ? kindOf(subject).chain(kind -> read(glass, kind, asking))
                        : refused(
                                glass,
                                asking,
                                BREAK_GLASS_OTHER_SUBJECT.because("it was proposed for one subject only")));
    }

    private record Outcome(BreakGlass glass, boolean approved) {}

    private Uni<Outcome> approve(SqlTx tx, BreakGlass glass, Asking asking) {
        var now = clock.now();
        if (glass.proposedBy().equals(asking.actor()) || !glass.state(now).equals("PROPOSED")) {
            return Uni.createFrom().item(new Outcome(glass, false));
        }
        return trail.delayed(tx, glass, asking.actor(), Roles.SECOND_OFFICER, now)
                .chain(decision -> repository.approve(tx, glass.id(), asking.actor(), now, decision))
                .map(approved ->
                        approved.orElseThrow(() -> BREAK_GLASS_NOT_OPEN.because("somebody else has decided it")))
                .call(approved ->
                        trail.approved(tx, approved, approved.approval().orElseThrow(), Roles.SECOND_OFFICER))
                .invoke(approved -> LOG.warnf(
                        "break-glass %s approved under %s",
                        approved.id(), approved.proposal().basis()))
                .map(approved -> new Outcome(approved, true));
    }

    private static Problem notApprovable(BreakGlass glass, Asking asking) {
        return glass.proposedBy().equals(asking.actor())
                ? SECOND_PERSON_REQUIRED.because("who proposes does not approve")
                : BREAK_GLASS_NOT_OPEN.because("it is approved already, or has waited for longer than an hour");
    }

    /** Counts, discloses and writes in one transaction; what the statement does not find is looked at once more to say why. */
    private Uni<List<SourcedFact>> read(BreakGlass glass, SubjectKind kind, Asking asking) {
        return unitOfWork
                .onRows(tx -> repository
                        .use(tx, glass.id(), asking.actor(), clock.now())
                        .chain(used -> used.isEmpty()
                                ? Uni.createFrom().item(Optional.<List<SourcedFact>>empty())
                                : profiles.disclose(tx, grant(used.get(), kind)).map(Optional::of)))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found.get())
                        : find(glass.id()).chain(now -> refused(now, asking, notActive(now))));
    }

    private Problem notActive(BreakGlass glass) {
        return BREAK_GLASS_NOT_ACTIVE.because("its state is " + glass.state(clock.now()));
    }

    private DisclosureGrant grant(BreakGlass glass, SubjectKind kind) {
        var basis = bases.forTwoPeople(glass.proposal().basis(), Roles.OFFICER)
                .orElseThrow(() -> BREAK_GLASS_BASIS_NOT_LISTED.because("the city does not list it any more"));
        return new DisclosureGrant(
                identifiers.next(),
                glass.proposal().subject(),
                kind,
                scope.names(basis, kind, Set.of(Disclosures.EVERY_FACT)),
                glass.proposal().purpose(),
                BreakGlassTrail.law(glass),
                glass.proposedBy(),
                Roles.OFFICER,
                clock.now().plus(GRANT),
                1,
                glass.delay());
    }

    private <T> Uni<T> refused(BreakGlass glass, Asking asking, Problem why) {
        var entry = trail.refused(glass, asking, why.type().code(), clock.now());
        return refusals.refuse(List.of(entry), why);
    }

    /** Another officer's looks like one that does not exist. */
    private static void mustBeOwn(BreakGlass glass, Asking asking) {
        if (!glass.proposedBy().equals(asking.actor())) {
            throw unknown();
        }
    }

    private Uni<BreakGlass> required(SqlTx tx, UUID id) {
        return repository.find(tx, id).map(found -> found.orElseThrow(BreakTheGlass::unknown));
    }

    private Uni<SubjectKind> kindOf(SubjectId subject) {
        return subjects.kindOf(subject)
                .map(kind -> kind.orElseThrow(() -> SUBJECT_NOT_FOUND.because("the hub has no record about it")));
    }

    private static Problem unknown() {
        return BREAK_GLASS_NOT_FOUND.because("the hub has given out no such id");
    }
}
