package city.huitong.ingest;

import static city.huitong.ingest.IngestProblem.BATCH_TAKEN_OVER;

import city.huitong.catalog.CatalogQueries;
import city.huitong.catalog.SubjectId;
import city.huitong.ingest.RecordStore.Changes;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stores a sub-batch: records, history, facts, events, quarantine and progress in one transaction. */
@ApplicationScoped
class StoreSubBatch {

    /** The catalogue changed between reading and storing; the lines must be read again. */
    static final class CatalogChanged extends RuntimeException {
        CatalogChanged() {
            super("the catalogue changed while lines were read", null, false, false);
        }
    }

    private final CatalogQueries catalog;
    private final UnitOfWork unitOfWork;
    private final RecordStore records;
    private final BatchRepository batches;
    private final SubjectDirectory subjects;

    StoreSubBatch(
            CatalogQueries catalog,
            UnitOfWork unitOfWork,
            RecordStore records,
            BatchRepository batches,
            SubjectDirectory subjects) {
        this.catalog = catalog;
        this.unitOfWork = unitOfWork;
        this.records = records;
        this.batches = batches;
        this.subjects = subjects;
    }

    Uni<Void> store(Batch batch, Prepared prepared, SubBatch source) {
        return unitOfWork.onRows(tx -> storeIn(tx, batch, prepared, source));
    }

    /** The same within a transaction at hand. */
    Uni<Void> storeIn(SqlTx tx, Batch batch, Prepared prepared, SubBatch source) {
        return storeRecords(tx, batch, prepared)
                .call(_ -> batches.reject(tx, batch.id(), prepared.rejections()))
                .chain(changes -> advance(tx, batch, prepared, source, changes));
    }

    /** Records, subjects, facts and events of the lines that fit. */
    private Uni<Changes> storeRecords(SqlTx tx, Batch batch, Prepared prepared) {
        var dataset = prepared.dataset();
        if (prepared.rows().isEmpty()) {
            return Uni.createFrom().item(new Changes(0, Set.of()));
        }
        return catalog.holdStill(tx)
                .invoke(revision -> mustBe(revision, prepared.revision()))
                .chain(() -> records.lock(tx, dataset))
                .chain(() -> subjects.otherNames(tx, prepared.subjects().values()))
                .chain(names -> storeNamed(tx, batch, prepared.renamed(names)));
    }

    private Uni<Changes> storeNamed(SqlTx tx, Batch batch, Prepared prepared) {
        return storeRounds(tx, batch, prepared)
                .call(changes -> enrol(tx, prepared, changes))
                .call(changes -> subjects.recordsChanged(tx, prepared.dataset(), changes.subjects()));
    }

    /** Whom records name that are already there in the same words is known. */
    private Uni<Void> enrol(SqlTx tx, Prepared prepared, Changes changes) {
        return changes.records() == 0
                ? Uni.createFrom().voidItem()
                : subjects.enrol(tx, prepared.subjects().values());
    }

    private Uni<Changes> storeRounds(SqlTx tx, Batch batch, Prepared prepared) {
        var all = Uni.createFrom().item(new Changes(0, Set.of()));
        for (var round : Rounds.of(prepared.rows())) {
            all = all.chain(before -> storeRound(tx, batch, prepared, round).map(changes -> plus(before, changes)));
        }
        return all;
    }

    private Uni<Changes> storeRound(SqlTx tx, Batch batch, Prepared prepared, List<RecordRow> round) {
        return records.store(tx, prepared.dataset(), batch.id(), round);
    }

    private Uni<Void> advance(SqlTx tx, Batch batch, Prepared prepared, SubBatch source, Changes changes) {
        var progress = new BatchRepository.Progress(
                source.lastLine(),
                source.digest(),
                prepared.received(),
                changes.records(),
                prepared.rows().size() - changes.records(),
                prepared.rejectedLines());
        return batches.advance(tx, batch, progress)
                .invoke(latest -> mustBeLatest(latest, batch))
                .replaceWithVoid();
    }

    private static void mustBe(long revision, long expected) {
        if (revision != expected) {
            throw new CatalogChanged();
        }
    }

    private static void mustBeLatest(boolean latest, Batch batch) {
        if (!latest) {
            throw BATCH_TAKEN_OVER.because("ask GET /v1/batches/" + batch.id() + " how far it is");
        }
    }

    private static Changes plus(Changes before, Changes more) {
        if (before.records() == 0) {
            return more;
        }
        var subjects = new HashSet<SubjectId>(before.subjects());
        subjects.addAll(more.subjects());
        return new Changes(before.records() + more.records(), subjects);
    }
}
