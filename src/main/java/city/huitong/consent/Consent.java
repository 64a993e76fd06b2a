package city.huitong.consent;

import static city.huitong.consent.ConsentProblem.NARROWING_WIDENS;
import static city.huitong.consent.ConsentProblem.STATE_CONFLICT;
import static city.huitong.consent.ConsentProblem.VERSION_STALE;

import city.huitong.audit.Basis;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.consent.ConsentState.Active;
import city.huitong.consent.ConsentState.InForce;
import city.huitong.consent.ConsentState.Paused;
import city.huitong.consent.ConsentState.Pending;
import city.huitong.consent.ConsentState.Standing;
import city.huitong.consent.ConsentState.Suspended;
import city.huitong.consent.ConsentState.Undecided;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A subject's permission for a recipient to see some of its data for a purpose (ISO/IEC TS 27560: a consent record). All but its
 * state and its use stays as it was approved, except that the subject can narrow it.
 *
 * @param version from 1; each narrowing makes the next
 * @param approvals who has approved, and how many are needed
 * @param use how often it was used
 * @param approveBy until when it can be approved, UTC
 * @param last the last event of its chain: place and hash
 */
public record Consent(
        UUID id,
        int version,
        SubjectId subject,
        SubjectKind kind,
        Request request,
        Terms terms,
        Approvals approvals,
        ConsentState state,
        Use use,
        Instant proposedAt,
        Instant approveBy,
        Link last) {

    /**
     * Who asks and what for; never changes.
     *
     * @param recipient the client that may read
     * @param product what the recipient offers the subject, as its own code; empty for none
     * @param purpose the purpose's code
     * @param reference the recipient's own reference, for example of an application; empty for none
     * @param ruleSet the version of the fair-use rules that allowed it
     */
    public record Request(
            String recipient, Optional<String> product, String purpose, Optional<String> reference, String ruleSet) {}

    /**
     * How many of those who may speak for the subject must approve, and who has.
     *
     * @param given the clients that have approved, each once
     */
    public record Approvals(int needed, Set<String> given) {

        /** None yet of so many. */
        public static Approvals none(int needed) {
            return new Approvals(needed, Set.of());
        }

        Approvals and(String client) {
            return new Approvals(
                    needed, Stream.concat(given.stream(), Stream.of(client)).collect(Collectors.toSet()));
        }

        boolean areEnough() {
            return given.size() >= needed;
        }
    }

    /** How often it was read, in all and on the city's day, and when last. */
    public record Use(int reads, int readsToday, Optional<Instant> lastAt) {

        /** Never. */
        public static final Use NONE = new Use(0, 0, Optional.empty());
    }

    /** An event's place in the chain, and its hash. */
    public record Link(int seq, String hash) {

        /** Before the first event. */
        public static final Link NONE = new Link(0, "");
    }

    /** A consent and the event that made it what it is. */
    public record Moved(Consent consent, ConsentEvent event) {}

    /** A consent that nobody has decided on. */
    static Moved proposed(Consent blank, Actor actor) {
        return blank.with(blank.version, blank.terms, blank.approvals, new Pending())
                .recorded("propose", "", actor, blank.proposedAt, "");
    }

    /**
     * What the move makes of it. Fails with {@code state-conflict} where it is not legal, and for a narrowing with
     * {@code version-stale} and {@code narrowing-widens}.
     */
    public Moved move(Move move, Actor actor, Instant at) {
        var words = move instanceof Move.Approve(var shown) ? shown : "";
        return after(move, actor).recorded(move.word(), state.word(), actor, at, words);
    }

    /** Why reads under it are lawful. */
    public Basis basis() {
        return new Basis.Consent(id.toString(), version);
    }

    /** Changes whenever anything about it does, except how often it was used: version and number of events. */
    public String tag() {
        return version + "." + last.seq();
    }

    private Consent after(Move move, Actor actor) {
        return switch (move) {
            case Move.Approve _ -> approvedBy(actor);
            case Move.Reject _ -> in(in(Undecided.class).rejected());
            case Move.Cancel _ -> in(in(Undecided.class).cancelled());
            case Move.TimeOut _ -> in(in(Undecided.class).timedOut());
            case Move.Pause _ -> in(in(Active.class).paused());
            case Move.Resume _ -> in(in(Paused.class).resumed());
            case Move.Revoke _ -> in(in(InForce.class).revoked());
            case Move.Expire _ -> in(in(InForce.class).expired());
            case Move.Exhaust _ -> in(in(Active.class).exhausted());
            case Move.Suspend _ -> in(in(Standing.class).suspended());
            case Move.Reinstate _ -> in(in(Suspended.class).reinstated());
            case Move.Narrow(var of, var narrowing) -> narrowed(of, narrowing);
        };
    }

    private Consent approvedBy(Actor actor) {
        var undecided = in(Undecided.class);
        if (approvals.given.contains(actor.name())) {
            throw conflict("the same person cannot approve twice");
        }
        var more = approvals.and(actor.name());
        return with(version, terms, more, undecided.approved(more.areEnough()));
    }

    private Consent narrowed(int of, Narrowing narrowing) {
        var standing = in(InForce.class);
        if (of != version) {
            throw VERSION_STALE
                    .because("it is version " + version + " now; read it again")
                    .with("version", version);
        }
        var less = narrowing.applied(terms);
        mustBeNarrower(less);
        return with(version + 1, less, approvals, standing);
    }

    private void mustBeNarrower(Terms less) {
        if (!less.within(terms) || less.equals(terms)) {
            throw NARROWING_WIDENS.because("allow less than before; more needs a new consent");
        }
        if (less.items().isEmpty()
                || less.maxReads() <= use.reads()
                || !less.notAfter().isAfter(less.notBefore())) {
            throw NARROWING_WIDENS.because("nothing would be left of it; revoke it instead");
        }
    }

    private <S> S in(Class<S> kind) {
        if (!kind.isInstance(state)) {
            throw conflict("it is " + state.word());
        }
        return kind.cast(state);
    }

    private RuntimeException conflict(String why) {
        return STATE_CONFLICT.because(why).with("state", state.word());
    }

    private Consent in(ConsentState next) {
        return with(version, terms, approvals, next);
    }

    private Consent with(int newVersion, Terms newTerms, Approvals newApprovals, ConsentState newState) {
        return new Consent(
                id,
                newVersion,
                subject,
                kind,
                request,
                newTerms,
                newApprovals,
                newState,
                use,
                proposedAt,
                approveBy,
                last);
    }

    private Moved recorded(String move, String from, Actor actor, Instant at, String words) {
        var event = new ConsentEvent(
                id, last.seq() + 1, version, move, from, state.word(), actor, at, terms.digest(), words, last.hash());
        return new Moved(
                new Consent(
                        id,
                        version,
                        subject,
                        kind,
                        request,
                        terms,
                        approvals,
                        state,
                        use,
                        proposedAt,
                        approveBy,
                        new Link(event.seq(), event.hash())),
                event);
    }
}
