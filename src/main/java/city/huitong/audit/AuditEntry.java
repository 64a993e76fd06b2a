package city.huitong.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One act, as it is written into the trail. It holds codes and identifiers only; a text that looks like an official number is
 * refused.
 *
 * @param kind what was done
 * @param actor who did it: the client's identifier
 * @param role the role in which it was done
 * @param subject whose data it was, by pseudonym; empty when nobody's in particular
 * @param purpose the purpose's code
 * @param basis why it was lawful
 * @param fields the names of the fields that were read; never their values
 * @param answer the answer in which they were given; empty when there was none
 * @param batch how many subjects the same request read, from 1
 * @param details further codes, for example {@code from} and {@code to} of a change of state
 * @param delay until when the subject does not see it; empty: sees it at once
 * @param at when, UTC, to the microsecond
 */
public record AuditEntry(
        AuditKind kind,
        String actor,
        String role,
        Optional<UUID> subject,
        String purpose,
        Basis basis,
        List<String> fields,
        Optional<UUID> answer,
        int batch,
        Map<String, String> details,
        Optional<Delay> delay,
        Instant at) {

    /** The most fields one entry can name. */
    public static final int MAX_FIELDS = 200;

    private static final int MAX_DETAILS = 20;

    public AuditEntry {
        Words.mustBeText("actor", actor);
        Words.mustBeCode("role", role);
        Words.mustBeCode("purpose", purpose);
        Words.mustBePositive("batch", batch);
        fields = List.copyOf(fields);
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException("an entry names at most " + MAX_FIELDS + " fields");
        }
        if (details.size() > MAX_DETAILS) {
            throw new IllegalArgumentException("an entry has at most " + MAX_DETAILS + " details");
        }
        fields.forEach(field -> Words.mustBeCode("field", field));
        details = Collections.unmodifiableMap(new TreeMap<>(details));
        details.forEach((name, value) -> {
            Words.mustBeCode("detail", name);
            Words.mustBeCode("detail", value);
        });
    }

    /** An act about nobody in particular, without fields, seen at once. */
    public static AuditEntry of(AuditKind kind, String actor, String role, String purpose, Basis basis, Instant at) {
        return new AuditEntry(
                kind,
                actor,
                role,
                Optional.empty(),
                purpose,
                basis,
                List.of(),
                Optional.empty(),
                1,
                Map.of(),
                Optional.empty(),
                at);
    }

    /** The same act about this subject. */
    public AuditEntry about(UUID pseudonym) {
        return new AuditEntry(
                kind, actor, role, Optional.of(pseudonym), purpose, basis, fields, answer, batch, details, delay, at);
    }

    /** The same act with these fields. */
    public AuditEntry reading(List<String> names) {
        return new AuditEntry(kind, actor, role, subject, purpose, basis, names, answer, batch, details, delay, at);
    }

    /** The same act as part of this answer. */
    public AuditEntry answeredBy(UUID id) {
        return new AuditEntry(
                kind, actor, role, subject, purpose, basis, fields, Optional.of(id), batch, details, delay, at);
    }

    /** The same act as one of so many in one request. */
    public AuditEntry inBatchOf(int subjects) {
        return new AuditEntry(kind, actor, role, subject, purpose, basis, fields, answer, subjects, details, delay, at);
    }

    /** The same act with these further codes. */
    public AuditEntry with(Map<String, String> codes) {
        return new AuditEntry(kind, actor, role, subject, purpose, basis, fields, answer, batch, codes, delay, at);
    }

    /** The same act, seen by its subject later. */
    public AuditEntry delayed(Delay later) {
        return new AuditEntry(
                kind, actor, role, subject, purpose, basis, fields, answer, batch, details, Optional.of(later), at);
    }

    /** When the subject sees it, UTC. */
    public Instant visibleFrom() {
        return delay.map(Delay::until).orElse(at);
    }
}
