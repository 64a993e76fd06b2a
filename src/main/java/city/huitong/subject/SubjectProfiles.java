package city.huitong.subject;

import static city.huitong.subject.SubjectProblem.DISCLOSURE_EXPIRED;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.catalog.FactName;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The only door to a subject's facts. It opens for a {@link DisclosureGrant}, gives what the grant names and nothing else, and writes
 * into the trail what it gave, in the same transaction: no trail, no read (ADR 0010).
 */
@ApplicationScoped
public class SubjectProfiles {

    private final SubjectFacts facts;
    private final AuditTrail trail;
    private final CityClock clock;

    SubjectProfiles(SubjectFacts facts, AuditTrail trail, CityClock clock) {
        this.facts = facts;
        this.trail = trail;
        this.clock = clock;
    }

    /** The facts of the grant as of today. Fails with {@code disclosure-expired}. */
    public Uni<List<SourcedFact>> disclose(SqlTx tx, DisclosureGrant grant) {
        return disclose(tx, grant, Moment.of(clock.today()));
    }

    /**
     * The facts of the grant as of a day, as known now or then, with their sources, missing ones included; of a person those of the
     * household, too. Fails with {@code disclosure-expired}.
     */
    public Uni<List<SourcedFact>> disclose(SqlTx tx, DisclosureGrant grant, Moment moment) {
        mustBeValid(grant);
        return facts.sourced(tx, grant.kind(), grant.subject(), grant.facts(), moment)
                .map(found -> withoutOthers(grant, found))
                .call(found -> write(
                        tx, grant, found.stream().map(SubjectProfiles::name).toList()));
    }

    /** A record's key may name somebody else: a member of the household, an employer. Its household is named to who may see which it is. */
    private static List<SourcedFact> withoutOthers(DisclosureGrant grant, List<SourcedFact> found) {
        var own = new HashSet<String>();
        own.add(grant.subject().toString());
        found.stream()
                .filter(fact -> fact.definition().name().equals(FactName.HOUSEHOLD_OF_PERSON))
                .flatMap(fact -> fact.plainValue().stream())
                .forEach(household -> own.add(household.toString()));
        return found.stream().map(fact -> fact.namingOnly(own)).toList();
    }

    /**
     * Writes into the trail that what the grant names is read in this transaction, for what is kept elsewhere than in facts. Fails
     * with {@code disclosure-expired}.
     */
    public Uni<Void> record(SqlTx tx, DisclosureGrant grant) {
        return record(tx, List.of(grant));
    }

    /** The same for several subjects of one request, in one statement. */
    public Uni<Void> record(SqlTx tx, List<DisclosureGrant> grants) {
        grants.forEach(this::mustBeValid);
        var entries = grants.stream()
                .flatMap(grant -> entries(grant, List.copyOf(grant.facts())).stream())
                .toList();
        return trail.append(tx, entries).replaceWithVoid();
    }

    private void mustBeValid(DisclosureGrant grant) {
        if (!clock.now().isBefore(grant.expiresAt())) {
            throw DISCLOSURE_EXPIRED.because("ask again");
        }
    }

    private Uni<Void> write(SqlTx tx, DisclosureGrant grant, List<String> names) {
        return trail.append(tx, entries(grant, names)).replaceWithVoid();
    }

    /** One entry; several where it would name more fields than one holds. */
    private List<AuditEntry> entries(DisclosureGrant grant, List<String> names) {
        var entries = new ArrayList<AuditEntry>();
        var from = 0;
        do {
            var to = Math.min(names.size(), from + AuditEntry.MAX_FIELDS);
            entries.add(entry(grant, names.subList(from, to)));
            from = to;
        } while (from < names.size());
        return entries;
    }

    private AuditEntry entry(DisclosureGrant grant, List<String> names) {
        var entry = AuditEntry.of(
                        AuditKind.READ, grant.actor(), grant.role(), grant.purpose(), grant.basis(), clock.now())
                .about(grant.subject().value())
                .reading(names)
                .answeredBy(grant.id())
                .inBatchOf(grant.batch());
        return grant.delay().map(entry::delayed).orElse(entry);
    }

    private static String name(SourcedFact fact) {
        return fact.definition().name().toString();
    }
}
