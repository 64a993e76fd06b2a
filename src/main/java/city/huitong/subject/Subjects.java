package city.huitong.subject;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.ingest.SubjectDirectory;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Knows the subjects of records: checks their numbers, enrols them, derives their facts and announces what changed. */
@ApplicationScoped
class Subjects implements SubjectDirectory {

    private final OfficialNumbers numbers;
    private final Pseudonyms pseudonyms;
    private final SubjectNames names;
    private final SubjectRepository repository;
    private final FactDerivation derivation;
    private final Outbox outbox;

    Subjects(
            OfficialNumbers numbers,
            Pseudonyms pseudonyms,
            SubjectNames names,
            SubjectRepository repository,
            FactDerivation derivation,
            Outbox outbox) {
        this.numbers = numbers;
        this.pseudonyms = pseudonyms;
        this.names = names;
        this.repository = repository;
        this.derivation = derivation;
        this.outbox = outbox;
    }

    @Override
    public Identification identify(SubjectKind kind, String number) {
        var verdict = numbers.check(kind, number);
        return verdict == NumberVerdict.OK
                ? new Identification.Known(pseudonyms.of(kind, number))
                : new Identification.Wrong(verdict.code(), verdict.sentence());
    }

    @Override
    public Uni<Map<SubjectId, SubjectId>> otherNames(SqlTx tx, Collection<Encounter> subjects) {
        return subjects.isEmpty() ? Uni.createFrom().item(Map.of()) : names.otherwise(tx, subjects);
    }

    @Override
    public Uni<Void> enrol(SqlTx tx, Collection<Encounter> subjects) {
        return subjects.isEmpty() ? Uni.createFrom().voidItem() : repository.enrol(tx, subjects);
    }

    @Override
    public Uni<Void> recordsChanged(SqlTx tx, Dataset dataset, Collection<SubjectId> subjects) {
        var kind = dataset.subjectKind();
        if (kind.isEmpty() || subjects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return derivation.derive(tx, dataset, subjects).chain(changed -> announce(tx, kind.get(), changed));
    }

    private Uni<Void> announce(SqlTx tx, SubjectKind kind, List<SubjectId> changed) {
        var events = changed.stream()
                .map(subject -> FactsChanged.event(kind, subject))
                .toList();
        return outbox.append(tx, events);
    }
}
