package city.huitong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.Basis;
import city.huitong.audit.Delay;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** A leaf's text is the canonical form of RFC 8785, says all of its entry, and nothing about who it is about. */
class LeafJsonTest {

    private static final byte[] SUBJ = HexFormat.of().parseHex("00ff".repeat(16));

    @Property(tries = 500)
    void isCanonicalAndReadsBack(@ForAll("entries") AuditEntry entry, @ForAll("ids") UUID id) throws IOException {
        var text = LeafJson.write(id, entry, entry.subject().isPresent() ? SUBJ : null);

        assertThat(new JsonCanonicalizer(text).getEncodedString()).isEqualTo(text);
        var leaf = LeafJson.read(text);
        assertThat(leaf.id()).isEqualTo(id);
        assertThat(leaf.entry()).isEqualTo(withoutSubject(entry));
        assertThat(leaf.subj()).isEqualTo(entry.subject().map(_ -> "00ff".repeat(16)));
        entry.subject().ifPresent(subject -> assertThat(text).doesNotContain(subject.toString()));
    }

    @Test
    void looksLikeThis() {
        var entry = AuditEntry.of(
                        AuditKind.READ,
                        "bank-a",
                        "institution",
                        "LOAN",
                        new Basis.Consent("cns-1", 3),
                        Instant.parse("2026-11-23T04:00:00.123456Z"))
                .about(UUID.fromString("11111111-2222-8333-8444-555555555555"))
                .reading(List.of("REG.STATUS"));

        assertThat(LeafJson.write(UUID.fromString("019aae10-0000-7000-8000-000000000001"), entry, SUBJ))
                .isEqualTo("{\"actor\":\"bank-a\",\"at\":\"2026-11-23T04:00:00.123456Z\","
                        + "\"basis\":{\"consent\":\"cns-1\",\"version\":3},\"batch\":1,\"fields\":[\"REG.STATUS\"],"
                        + "\"id\":\"019aae10-0000-7000-8000-000000000001\",\"kind\":\"READ\",\"purpose\":\"LOAN\","
                        + "\"role\":\"institution\",\"subj\":\"" + "00ff".repeat(16) + "\",\"v\":1}");
    }

    private static AuditEntry withoutSubject(AuditEntry entry) {
        return new AuditEntry(
                entry.kind(),
                entry.actor(),
                entry.role(),
                Optional.empty(),
                entry.purpose(),
                entry.basis(),
                entry.fields(),
                entry.answer(),
                entry.batch(),
                entry.details(),
                entry.delay(),
                entry.at());
    }

    @Provide
    Arbitrary<UUID> ids() {
        return Arbitraries.longs().map(bits -> new UUID(bits, ~bits));
    }

    /** Never one of the identifiers. */
    private Arbitrary<UUID> subjects() {
        return Arbitraries.longs().map(bits -> new UUID(bits, bits));
    }

    @Provide
    Arbitrary<AuditEntry> entries() {
        return Builders.withBuilder(EntryParts::new)
                .use(Arbitraries.of(AuditKind.class))
                .inSetter((parts, kind) -> parts.kind = kind)
                .use(texts())
                .inSetter((parts, actor) -> parts.actor = actor)
                .use(subjects().optional())
                .inSetter((parts, subject) -> parts.subject = subject)
                .use(bases())
                .inSetter((parts, basis) -> parts.basis = basis)
                .use(codes().list().ofMaxSize(5))
                .inSetter((parts, fields) -> parts.fields = fields)
                .use(ids().optional())
                .inSetter((parts, answer) -> parts.answer = answer)
                .use(Arbitraries.integers().greaterOrEqual(1))
                .inSetter((parts, batch) -> parts.batch = batch)
                .use(Arbitraries.maps(codes(), codes()).ofMaxSize(4))
                .inSetter((parts, details) -> parts.details = details)
                .use(delays().optional())
                .inSetter((parts, delay) -> parts.delay = delay)
                .use(times())
                .inSetter((parts, at) -> parts.at = at)
                .build(EntryParts::entry);
    }

    private static final class EntryParts {
        private AuditKind kind = AuditKind.READ;
        private String actor = "";
        private Optional<UUID> subject = Optional.empty();
        private Basis basis = Basis.NONE;
        private List<String> fields = List.of();
        private Optional<UUID> answer = Optional.empty();
        private int batch = 1;
        private Map<String, String> details = Map.of();
        private Optional<Delay> delay = Optional.empty();
        private Instant at = Instant.EPOCH;

        private AuditEntry entry() {
            return new AuditEntry(
                    kind, actor, "role", subject, "PURPOSE", basis, fields, answer, batch, details, delay, at);
        }
    }

    private Arbitrary<Basis> bases() {
        return Arbitraries.oneOf(
                Arbitraries.just(Basis.NONE),
                codes().map(consent -> new Basis.Consent(consent, 7)),
                texts().map(document -> new Basis.Law("court-order", document)));
    }

    private Arbitrary<Delay> delays() {
        return times().map(until -> new Delay(until, Optional.of(new UUID(1, 2))));
    }

    private static Arbitrary<String> codes() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("ABC0189_.:/@-")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(code -> code.matches("[A-Za-z_].*"));
    }

    /** Quotes, backslashes, characters beyond the first plane, and what JSON and JavaScript disagree about. */
    private static Arbitrary<String> texts() {
        return Arbitraries.of("\"", "\\", "/", "汇", "𠮷", "\u2028", "\u2029", "é", " ", "a", "<", "\u00ad", "\ufeff")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(0, 4_000_000_000_000_000L)
                .map(micros -> Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS));
    }
}
