package city.huitong.subject;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Facts, read side. */
public interface SubjectFacts {

    /**
     * The kept facts of these subjects, for matching. Until the transaction ends nobody else matches these subjects. Their facts
     * may change meanwhile; that change has its own event, and the matching it causes comes afterwards. Subjects without any
     * fact are left out.
     */
    Uni<List<FactValues>> locked(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects);

    /** The same with these facts only, by their full names; all others look as if they were missing. */
    Uni<List<FactValues>> locked(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, Set<String> names);

    /** Holds these subjects just so, for who does not need their facts. */
    Uni<Void> lock(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects);

    /** The next subjects of these shards in the order of their pseudonyms, for runs over everybody. */
    Uni<List<SubjectId>> nextSubjects(SubjectKind kind, ShardRange shards, Optional<SubjectId> after, int limit);

    /** The next subjects of these shards in the order of their pseudonyms with their kept facts, for columns of everybody. */
    Uni<List<FactValues>> next(SqlTx tx, SubjectKind kind, ShardRange shards, Optional<SubjectId> after, int limit);

    /** The kept facts of these subjects as they are now. Subjects without any fact are left out. */
    Uni<List<FactValues>> now(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects);

    /** Those of these subjects whose facts, or their household's, have changed since. */
    Uni<Set<SubjectId>> changedSince(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, Instant since);

    /**
     * The subjects after this one, up to that one, whose facts have changed since, in the order of their pseudonyms.
     *
     * @param withHouseholds whether a change of the household's facts counts, too
     */
    Uni<List<SubjectId>> changedSince(
            SqlTx tx, SubjectKind kind, SubjectId after, SubjectId last, Instant since, boolean withHouseholds);

    /** How many subjects of this kind have facts. */
    Uni<Long> count(SubjectKind kind);

    /** The members of these households. */
    Uni<List<SubjectId>> members(Collection<SubjectId> households);

    /**
     * Facts of one subject with their sources, derived from the records for this day, as they are or as they were known. For
     * {@link SubjectProfiles} only, which knows who may see them.
     *
     * @param names the facts to be read; no others are looked at
     */
    Uni<List<SourcedFact>> sourced(SqlTx tx, SubjectKind kind, SubjectId subject, Set<String> names, Moment moment);

    /**
     * Waits for whoever is storing records behind these facts; until the transaction ends nobody begins to. What is known at a time after
     * that is then known for good: no record of an earlier time is committed later.
     */
    Uni<Void> holdStill(SqlTx tx, Set<String> names);

    /**
     * The next subjects in the order of their pseudonyms with facts as they were known at a time, derived from the records for a day; those
     * who were not known yet are left out. For questions about everybody.
     *
     * @param names the facts to be read; of a person those of the household, too
     * @param moment with the time whose knowledge counts
     */
    Uni<List<FactValues>> knownThen(
            SqlTx tx, SubjectKind kind, Set<String> names, Moment moment, Optional<SubjectId> after, int limit);
}
