package city.huitong.consent;

import static city.huitong.consent.DisclosureProblem.NO_LEGAL_BASIS;
import static city.huitong.subject.SubjectProblem.SUBJECT_NOT_FOUND;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.subject.Disclosures;
import city.huitong.subject.OwnReading;
import city.huitong.subject.OwnSubject;
import city.huitong.subject.SubjectRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Discloses under the city's legal bases. */
@ApplicationScoped
class LawfulDisclosures implements Disclosures {

    /** An entry has room for twenty codes. */
    private static final int NAMED_POLICIES = 18;

    private final Asker asker;
    private final LegalBases bases;
    private final LawfulGrants grants;
    private final Refusals refusals;
    private final OwnSubject ownSubject;
    private final SubjectRepository subjects;
    private final UnitOfWork unitOfWork;
    private final AuditTrail trail;
    private final CityClock clock;

    LawfulDisclosures(
            Asker asker,
            LegalBases bases,
            LawfulGrants grants,
            Refusals refusals,
            OwnSubject ownSubject,
            SubjectRepository subjects,
            UnitOfWork unitOfWork,
            AuditTrail trail,
            CityClock clock) {
        this.asker = asker;
        this.bases = bases;
        this.grants = grants;
        this.refusals = refusals;
        this.ownSubject = ownSubject;
        this.subjects = subjects;
        this.unitOfWork = unitOfWork;
        this.trail = trail;
        this.clock = clock;
    }

    /** The basis comes first: who has none does not learn who is known. */
    @Override
    public <T> Uni<T> underLaw(Wanted wanted, Read<T> read) {
        var asking = asker.asking();
        var lawful = bases.covering(asking, wanted.items());
        return lawful.isEmpty()
                ? refusals.noBasis(asking, List.of(wanted.subject()), wanted.items())
                : kindOf(wanted.subject()).chain(kind -> one(asking, lawful.get(), kind, wanted, read));
    }

    @Override
    public <T> Uni<T> underLaw(Map<SubjectId, SubjectKind> many, Set<String> items, ReadMany<T> read) {
        var asking = asker.asking();
        var lawful = bases.covering(asking, items);
        return lawful.isEmpty()
                ? refusals.noBasis(asking, many.keySet(), items)
                : unitOfWork.onRows(tx -> read.read(tx, grants.make(asking, lawful.get(), many, items)));
    }

    @Override
    public <T> Uni<T> inBulk(
            Set<String> items, Map<String, String> details, Function<SqlTx, Uni<T>> read, ToIntFunction<T> size) {
        var asking = asker.asking();
        var lawful = bases.covering(asking, items);
        if (lawful.isEmpty()) {
            return refusals.noBasis(asking, List.of(), items);
        }
        var act = act(asking.actor(), lawful.get())
                .reading(items.stream().sorted().toList());
        return unitOfWork.onRows(tx ->
                read.apply(tx).call(found -> trail.append(tx, withSize(act, details, size.applyAsInt(found)))));
    }

    @Override
    public <T> Uni<T> toSubject(Set<String> items, Read<T> read) {
        return ownSubject.require().chain(own -> underLaw(new Wanted(own.id(), items), read));
    }

    @Override
    public Uni<OwnReading> ownReading(Set<String> items) {
        var asking = asker.asking();
        var lawful = bases.covering(asking, items);
        return ownSubject
                .require()
                .chain(own -> lawful.isEmpty()
                        ? refusals.noBasis(asking, List.of(own.id()), items)
                        : kindOf(own.id())
                                .map(kind -> new Again(asking, lawful.get(), kind, new Wanted(own.id(), items))));
    }

    @Override
    public Uni<Void> byStatute(SqlTx tx, Collection<SubjectId> matched, List<String> policies) {
        var lawful = ofMatching();
        var act = withSize(act(lawful.role(), lawful), details(policies), matched.size());
        return trail.append(tx, act).replaceWithVoid();
    }

    @Override
    public <T> Uni<T> byStatute(SqlTx tx, Map<SubjectId, SubjectKind> many, Set<String> items, ReadMany<T> read) {
        return read.read(tx, grants.make(LegalBases.THE_HUB, ofMatching(), many, items));
    }

    private Lawful ofMatching() {
        return bases.ofMatching()
                .orElseThrow(() -> NO_LEGAL_BASIS.because("the city's pack lists none for the hub's policy-matching"));
    }

    private <T> Uni<T> one(Asking asking, Lawful lawful, SubjectKind kind, Wanted wanted, Read<T> read) {
        var who = Map.of(wanted.subject(), kind);
        return unitOfWork.onRows(tx ->
                read.read(tx, grants.make(asking, lawful, who, wanted.items()).getFirst()));
    }

    private Uni<SubjectKind> kindOf(SubjectId subject) {
        return subjects.kindOf(subject)
                .map(kind -> kind.orElseThrow(() -> SUBJECT_NOT_FOUND.because("the hub has no record about it")));
    }

    private AuditEntry act(String actor, Lawful lawful) {
        return AuditEntry.of(AuditKind.READ, actor, lawful.role(), lawful.purpose(), lawful.law(), clock.now());
    }

    /** An entry counts from one; that nobody was found is said beside it. */
    private static AuditEntry withSize(AuditEntry act, Map<String, String> details, int size) {
        var all = new LinkedHashMap<>(details);
        if (size == 0) {
            all.put("found", "nobody");
        }
        return act.inBatchOf(Math.max(1, size)).with(all);
    }

    private static Map<String, String> details(List<String> policies) {
        var details = new LinkedHashMap<String, String>();
        details.put("policies", Integer.toString(policies.size()));
        for (var i = 0; i < Math.min(NAMED_POLICIES, policies.size()); i++) {
            details.put("policy." + (i + 1), policies.get(i));
        }
        return details;
    }

    /** What was found out of the request when it came. */
    private final class Again implements OwnReading {

        private final Asking asking;
        private final Lawful lawful;
        private final SubjectKind kind;
        private final Wanted wanted;

        Again(Asking asking, Lawful lawful, SubjectKind kind, Wanted wanted) {
            this.asking = asking;
            this.lawful = lawful;
            this.kind = kind;
            this.wanted = wanted;
        }

        @Override
        public SubjectId subject() {
            return wanted.subject();
        }

        @Override
        public <T> Uni<T> read(Read<T> read) {
            return one(asking, lawful, kind, wanted, read);
        }
    }
}
