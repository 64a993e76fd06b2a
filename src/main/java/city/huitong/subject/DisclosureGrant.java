package city.huitong.subject;

import city.huitong.audit.Basis;
import city.huitong.audit.Delay;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The proof that somebody may read some facts of one subject now. Without it {@link SubjectProfiles} gives nothing. Only the package
 * {@code consent} makes one, from a consent or a legal basis (ADR 0010); the architecture test holds both constructors.
 */
public final class DisclosureGrant {

    private final UUID id;
    private final SubjectId subject;
    private final SubjectKind kind;
    private final Set<String> facts;
    private final String purpose;
    private final Basis basis;
    private final String actor;
    private final String role;
    private final Instant expiresAt;
    private final int batch;
    private final Optional<Delay> delay;

    /**
     * A grant for one subject, whose use the subject sees at once.
     *
     * @param id the answer in which the facts are given; entries of the trail name it
     * @param facts full names of facts ({@code person.hukou}), or another word for what is no fact
     * @param purpose the purpose's code
     * @param actor who asks: the client's identifier
     * @param role the role in which they ask
     * @param expiresAt from when on it is refused, UTC; minutes from now
     */
    public DisclosureGrant(
            UUID id,
            SubjectId subject,
            SubjectKind kind,
            Set<String> facts,
            String purpose,
            Basis basis,
            String actor,
            String role,
            Instant expiresAt) {
        this(id, subject, kind, facts, purpose, basis, actor, role, expiresAt, 1, Optional.empty());
    }

    /**
     * A grant that is one of several of a request, or whose use the subject sees later.
     *
     * @param batch how many subjects the same request reads, from 1
     * @param delay until when the subject does not see it; empty: sees it at once
     */
    public DisclosureGrant(
            UUID id,
            SubjectId subject,
            SubjectKind kind,
            Set<String> facts,
            String purpose,
            Basis basis,
            String actor,
            String role,
            Instant expiresAt,
            int batch,
            Optional<Delay> delay) {
        this.id = id;
        this.subject = subject;
        this.kind = kind;
        this.facts = Collections.unmodifiableSet(new TreeSet<>(facts));
        this.purpose = purpose;
        this.basis = basis;
        this.actor = actor;
        this.role = role;
        this.expiresAt = expiresAt;
        this.batch = batch;
        this.delay = delay;
    }

    /** The answer in which the facts are given. */
    public UUID id() {
        return id;
    }

    /** Whose facts. */
    public SubjectId subject() {
        return subject;
    }

    /** The subject's kind. */
    public SubjectKind kind() {
        return kind;
    }

    /** What may be read, in order. */
    public Set<String> facts() {
        return facts;
    }

    /** Whether a fact is among them. */
    public boolean covers(String fact) {
        return facts.contains(fact);
    }

    /** What for. */
    public String purpose() {
        return purpose;
    }

    /** Why it is lawful. */
    public Basis basis() {
        return basis;
    }

    /** Who reads. */
    public String actor() {
        return actor;
    }

    /** In which role. */
    public String role() {
        return role;
    }

    /** From when on it is refused, UTC. */
    public Instant expiresAt() {
        return expiresAt;
    }

    int batch() {
        return batch;
    }

    Optional<Delay> delay() {
        return delay;
    }
}
