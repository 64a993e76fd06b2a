package city.huitong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.audit.Access;
import city.huitong.audit.AnEntry;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditProblem;
import city.huitong.audit.Basis;
import city.huitong.audit.Delay;
import city.huitong.audit.DelayRules;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subject sees who read what, when and why; what is delayed later, by itself; and nobody sees it after an erasure. */
class AccessQueriesTest {

    private static final Basis.Law LAW = new Basis.Law("criminal-procedure", "doc-1");

    private final ALog log = new ALog();
    private final UUID subject = UUID.randomUUID();
    private final SqlAccessQueries accesses = new SqlAccessQueries(log.database.pool(), ALog.CLOCK);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void seesItsAccessesAtOnceAndWithTheirPlaceOnceTheyHaveOne() {
        var entry = AnEntry.readOf(subject).answeredBy(UUID.randomUUID()).inBatchOf(3);
        log.append(AnEntry.readOf(UUID.randomUUID()), AnEntry.read());
        var leaf = log.append(entry).getFirst();

        var before = all();
        log.hub().work();
        var after = all();

        assertThat(before).singleElement().satisfies(access -> {
            assertThat(access.index()).isEmpty();
            assertThat(access.entry()).isEqualTo(entry);
        });
        assertThat(after).singleElement().satisfies(access -> {
            assertThat(access.leaf()).isEqualTo(leaf);
            assertThat(access.index()).hasValue(2);
            assertThat(access.entry()).isEqualTo(entry);
            assertThat(access.visibleFrom()).isEqualTo(entry.at());
        });
    }

    @Test
    void leafsThroughAllOfThemNewestFirst() {
        var leaves = IntStream.range(0, 25)
                .mapToObj(_ -> log.append(AnEntry.readOf(subject)).getFirst())
                .toList();
        log.hub().work();
        var waiting = IntStream.range(0, 5)
                .mapToObj(_ -> log.append(AnEntry.readOf(subject)).getFirst())
                .toList();

        var found = new java.util.ArrayList<UUID>();
        Optional<String> after = Optional.empty();
        do {
            var page = page(PageRequest.parse("7", after.orElse(null)));
            page.items().forEach(access -> found.add(access.leaf()));
            after = page.next();
        } while (after.isPresent());

        var expected = new java.util.ArrayList<>(leaves);
        expected.addAll(waiting);
        assertThat(found).isEqualTo(expected.reversed());
    }

    @Test
    void seesADelayedAccessAfterwardsByItself() {
        var now = ALog.CLOCK.now();
        var entry = AuditEntry.of(AuditKind.READ, "police", "officer", "investigation", LAW, now)
                .about(subject);
        var past = log.append(entry.delayed(Delay.decidedHere(now.minusSeconds(1))))
                .getFirst();
        var soon =
                log.append(entry.delayed(Delay.decidedHere(now.plusSeconds(3)))).getFirst();
        log.append(entry.delayed(Delay.decidedHere(now.plus(Duration.ofDays(90)))));
        log.hub().work();

        assertThat(all()).extracting(Access::leaf).containsExactly(past);
        Awaitility.await()
                .atMost(ALog.DEADLINE)
                .untilAsserted(() -> assertThat(all()).extracting(Access::leaf).containsExactly(soon, past));
        assertThat(log.hub().work().patrol().whyHalted()).isEmpty();
    }

    @Test
    void aRuleDelaysEveryAccessOfItsPurposeAndIsItselfALeaf() {
        var now = ALog.CLOCK.now();
        var decision = decide(new DelayRules.Rule("investigation", 30, LAW, now, now.plus(Duration.ofDays(365))));
        decide(new DelayRules.Rule("investigation", 10, LAW, now, now.plus(Duration.ofDays(365))));
        var entry = AuditEntry.of(AuditKind.READ, "police", "officer", "investigation", LAW, now.plusMillis(5))
                .about(subject);
        var other = AuditEntry.of(AuditKind.READ, "police", "officer", "residence", LAW, now)
                .about(subject);
        var delayed = log.append(entry).getFirst();
        var shown = log.append(other).getFirst();
        log.hub().work();

        assertThat(all()).extracting(Access::leaf).containsExactly(shown);
        assertThat(leaf(delayed))
                .contains("\"decision\":\"" + decision + "\"")
                .contains("\"from\":\"" + entry.at().plus(Duration.ofDays(30)) + "\"");
        assertThat(leaf(decision)).contains("\"act\":\"delay\"").contains("\"days\":\"30\"");
    }

    @Test
    void nothingIsHiddenForLongerThanTheHubAllows() {
        var now = ALog.CLOCK.now();
        var tooLong = AnEntry.readOf(subject).delayed(Delay.decidedHere(AnEntry.NOW.plus(Duration.ofDays(91))));

        mustBeTooLong(() -> log.append(tooLong));
        mustBeTooLong(() -> decide(new DelayRules.Rule("p", 91, LAW, now, now.plusSeconds(9))));
        assertThat(log.waiting()).isZero();
    }

    @Test
    void nobodyFindsTheLeavesOfASubjectWhoseLinkIsSeveredAndTheTreeStays() {
        log.append(AnEntry.readOf(subject), AnEntry.readOf(subject));
        var hub = log.hub().work();
        assertThat(all()).hasSize(2);

        var act = inTx(tx -> links().sever(tx, subject, "officer", "officer", new Basis.Law("PIPL-47", "request-7")));
        hub.work();

        assertThat(all()).isEmpty();
        assertThat(leaf(act)).contains("\"act\":\"sever\"").contains("PIPL-47").doesNotContain(subject.toString());
        assertThat(hub.patrol().whyHalted()).isEmpty();
        log.verify();

        var later = log.append(AnEntry.readOf(subject)).getFirst();
        hub.work();
        assertThat(all()).extracting(Access::leaf).containsExactly(later);
    }

    @Test
    void noLeafHoldsThePseudonymOrTheSameLinkForTwoSubjects() {
        var other = UUID.randomUUID();
        log.append(AnEntry.readOf(subject), AnEntry.readOf(subject), AnEntry.readOf(other));
        log.hub().work();

        var links = ALog.get(log.database
                .pool()
                .query("select entry, encode(subj, 'hex') as subj from audit_leaf order by index")
                .execute()
                .map(rows -> rows.stream().toList()));

        assertThat(links).noneMatch(row -> row.getString("entry").contains(subject.toString()));
        assertThat(links).allMatch(row -> row.getString("entry").contains(row.getString("subj")));
        assertThat(links.get(0).getString("subj")).isEqualTo(links.get(1).getString("subj"));
        assertThat(links.get(0).getString("subj")).isNotEqualTo(links.get(2).getString("subj"));
    }

    private static void mustBeTooLong(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Problem.class, refusal -> assertThat(refusal.type()).isEqualTo(AuditProblem.DELAY_TOO_LONG));
    }

    private UUID decide(DelayRules.Rule rule) {
        var rules = new SqlDelayRules(log.database.pool(), log.trail(), ALog.CLOCK, log.settings);
        return inTx(tx -> rules.decide(tx, rule, "prosecutor", "officer"));
    }

    private SqlSubjectLinks links() {
        return new SqlSubjectLinks(log.trail(), ALog.CLOCK);
    }

    private <T> T inTx(Function<SqlTx, Uni<T>> work) {
        return ALog.get(log.database.pool().withTransaction(connection -> work.apply(new SqlTx(connection))));
    }

    private String leaf(UUID id) {
        return ALog.get(log.database
                .pool()
                .preparedQuery("select entry from audit_leaf where id = $1")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(id))
                .map(rows -> rows.iterator().next().getString(0)));
    }

    private List<Access> all() {
        return page(PageRequest.parse(null, null)).items();
    }

    private Page<Access> page(PageRequest request) {
        return ALog.get(accesses.ofSubject(subject, request));
    }
}
