package city.huitong.consent;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.consent.Consent.Approvals;
import city.huitong.consent.Consent.Link;
import city.huitong.consent.Consent.Request;
import city.huitong.consent.Consent.Use;
import city.huitong.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is tried in whatever order, a consent goes only the ways of this table. */
class ConsentStatePropertiesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    /** Written down a second time on purpose: what is legal from each state, and where it leads. */
    private static final Map<String, Map<String, Set<String>>> LEGAL = Map.of(
            "PENDING",
            Map.of(
                    "approve", Set.of("PARTIALLY_APPROVED", "ACTIVE"),
                    "reject", Set.of("REJECTED"),
                    "cancel", Set.of("CANCELLED"),
                    "time-out", Set.of("TIMED_OUT")),
            "PARTIALLY_APPROVED",
            Map.of(
                    "approve", Set.of("PARTIALLY_APPROVED", "ACTIVE"),
                    "reject", Set.of("REJECTED"),
                    "cancel", Set.of("CANCELLED"),
                    "time-out", Set.of("TIMED_OUT")),
            "ACTIVE",
            Map.of(
                    "pause", Set.of("PAUSED"),
                    "narrow", Set.of("ACTIVE"),
                    "revoke", Set.of("REVOKED"),
                    "suspend", Set.of("SUSPENDED"),
                    "expire", Set.of("EXPIRED"),
                    "exhaust", Set.of("EXHAUSTED")),
            "PAUSED",
            Map.of(
                    "resume", Set.of("ACTIVE"),
                    "narrow", Set.of("PAUSED"),
                    "revoke", Set.of("REVOKED"),
                    "suspend", Set.of("SUSPENDED"),
                    "expire", Set.of("EXPIRED")),
            "SUSPENDED",
            Map.of(
                    "reinstate", Set.of("ACTIVE", "PAUSED"),
                    "narrow", Set.of("SUSPENDED"),
                    "revoke", Set.of("REVOKED"),
                    "expire", Set.of("EXPIRED")));

    /** A move by one of some people. */
    record Try(Move move, String person) {}

    @Property(tries = 2000)
    void goesOnlyLegalWays(@ForAll("tries") List<Try> tries, @ForAll @IntRange(min = 1, max = 3) int needed) {
        var consent = proposed(needed).consent();
        for (var attempt : tries) {
            var before = consent;
            var after = moved(before, attempt);
            var legal = LEGAL.getOrDefault(before.state().word(), Map.of())
                    .getOrDefault(attempt.move().word(), Set.of());
            after.ifPresent(
                    moved -> assertThat(legal).contains(moved.consent().state().word()));
            if (legal.isEmpty()) {
                assertThat(after).isEmpty();
            }
            consent = after.map(Consent.Moved::consent).orElse(before);
            assertThat(consent.terms().within(before.terms())).isTrue();
        }
    }

    @Property(tries = 500)
    void isActiveOnlyWithAllApprovalsOfDifferentPeople(
            @ForAll("tries") List<Try> tries, @ForAll @IntRange(min = 1, max = 3) int needed) {
        var consent = proposed(needed).consent();
        for (var attempt : tries) {
            consent = moved(consent, attempt).map(Consent.Moved::consent).orElse(consent);
            if (consent.state() instanceof ConsentState.InForce) {
                assertThat(consent.approvals().given()).hasSizeGreaterThanOrEqualTo(needed);
            }
        }
    }

    @Property(tries = 500)
    void outlivesASuspensionAsItWas(@ForAll("tries") List<Try> tries) {
        var consent = proposed(1).consent();
        for (var attempt : tries) {
            consent = moved(consent, attempt).map(Consent.Moved::consent).orElse(consent);
            var before = consent;
            moved(consent, new Try(new Move.Suspend(), "hub"))
                    .flatMap(suspended -> moved(suspended.consent(), new Try(new Move.Reinstate(), "hub")))
                    .ifPresent(again -> assertThat(again.consent().state()).isEqualTo(before.state()));
        }
    }

    /** Every event that is changed, left out or put elsewhere shows. */
    @Property(tries = 500)
    void chainsItsEvents(@ForAll("tries") List<Try> tries, @ForAll @IntRange(max = 19) int which) {
        var first = proposed(1);
        var events = new ArrayList<>(List.of(first.event()));
        var consent = first.consent();
        for (var attempt : tries) {
            var after = moved(consent, attempt);
            after.map(Consent.Moved::event).ifPresent(events::add);
            consent = after.map(Consent.Moved::consent).orElse(consent);
        }
        var hashes = events.stream().map(ConsentEvent::hash).toList();
        assertThat(ConsentEvent.isChain(events, hashes)).isTrue();

        var i = which % events.size();
        var forged = new ArrayList<>(events);
        forged.set(i, actedBy(events.get(i), "somebody else"));
        assertThat(ConsentEvent.isChain(forged, hashes)).isFalse();
        var rehashed = new ArrayList<>(hashes);
        rehashed.set(i, forged.get(i).hash());
        assertThat(ConsentEvent.isChain(forged, rehashed)).isEqualTo(i == events.size() - 1);
    }

    @Provide
    Arbitrary<List<Try>> tries() {
        var moves = Arbitraries.of(
                new Move.Approve("words"),
                new Move.Approve("words"),
                new Move.Approve("words"),
                new Move.Reject(),
                new Move.Cancel(),
                new Move.TimeOut(),
                new Move.Pause(),
                new Move.Resume(),
                new Move.Revoke(),
                new Move.Suspend(),
                new Move.Reinstate(),
                new Move.Expire(),
                new Move.Exhaust(),
                narrowing(1, 9),
                narrowing(1, 20),
                narrowing(2, 8));
        return moves.flatMap(move -> Arbitraries.of("ann", "ben", "eve").map(person -> new Try(move, person)))
                .list()
                .ofMaxSize(40);
    }

    private static Move narrowing(int version, int maxReads) {
        return new Move.Narrow(
                version,
                new Narrowing(
                        Optional.empty(), Optional.empty(), Optional.of(maxReads), Optional.empty(), Optional.empty()));
    }

    private static Optional<Consent.Moved> moved(Consent consent, Try attempt) {
        try {
            return Optional.of(consent.move(attempt.move(), new Actor(attempt.person(), "enterprise"), NOW));
        } catch (Problem refused) {
            assertThat(refused.type().status()).isBetween(400, 499);
            return Optional.empty();
        }
    }

    private static ConsentEvent actedBy(ConsentEvent event, String name) {
        return new ConsentEvent(
                event.consent(),
                event.seq(),
                event.version(),
                event.move(),
                event.from(),
                event.to(),
                new Actor(name, event.actor().role()),
                event.at(),
                event.terms(),
                event.words(),
                event.previous());
    }

    private static Consent.Moved proposed(int approvalsNeeded) {
        var blank = new Consent(
                new UUID(7, 7),
                1,
                new SubjectId(new UUID(8, 8)),
                SubjectKind.ENTERPRISE,
                new Request("bank-a", Optional.empty(), "guarantee", Optional.empty(), "2026-1"),
                new Terms(Set.of(Item.fact("enterprise.size")), 0, NOW, NOW.plus(Duration.ofDays(1)), 10, 10, 0, false),
                Approvals.none(approvalsNeeded),
                new ConsentState.Pending(),
                Use.NONE,
                NOW,
                NOW.plus(Duration.ofHours(1)),
                Link.NONE);
        return Consent.proposed(blank, new Actor("bank-a", "institution"));
    }
}
