package city.huitong.ingest;

import static city.huitong.ingest.IngestProblem.BATCH_TAKEN_OVER;

import city.huitong.catalog.CatalogQueries;
import city.huitong.catalog.SubjectId;
import city.huitong.ingest.RecordStore.Changes;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;

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
            return Uni.createFrom().item(Changes.NONE);
        }
        return catalog.holdStill(tx)
                .invoke(revision -> mustBe(revision, prepared.revision()))
                .chain(() -> records.lock(tx, dataset))
                .chain(at -> subjects.otherNames(tx, prepared.subjects().values())
                        .chain(names -> storeNamed(tx, batch, at, prepared.renamed(names))));
    }

    private Uni<Changes> storeNamed(SqlTx tx, Batch batch, Instant at, Prepared prepared) {
        return storeRounds(tx, batch, at, prepared)
                .call(changes -> records.publish(tx, prepared.dataset(), at, changes))
                .call(changes -> enrol(tx, prepared, changes))
                .call(changes -> subjects.recordsChanged(tx, prepared.dataset(), changes.subjects()));
    }

    /** Whom records name that are already there in the same words is known. */
    private Uni<Void> enrol(SqlTx tx, Prepared prepared, Changes changes) {
        return changes.records() == 0
                ? Uni.createFrom().voidItem()
                : subjects.enrol(tx, prepared.subjects().values());
    }

    private Uni<Changes> storeRounds(SqlTx tx, Batch batch, Instant at, Prepared prepared) {
        var all = Uni.createFrom().item(Changes.NONE);
        for (var round : Rounds.of(prepared.rows())) {
            all = all.chain(before ->
                    records.store(tx, prepared.dataset(), batch.id(), at, round).map(changes -> plus(before, changes)));
        }
        return all;
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
        return new Changes(before.records() + more.records(), before.gained() + more.gained(), subjects);
    }
}
