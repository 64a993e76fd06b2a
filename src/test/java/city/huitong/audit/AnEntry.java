package city.huitong.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Entries as tests need them: a bank's read under a consent, unless the test says otherwise. */
public final class AnEntry {

    public static final Instant NOW = Instant.parse("2026-11-23T04:00:00.123456Z");

    private AnEntry() {}

    public static AuditEntry read() {
        return AuditEntry.of(
                        AuditKind.READ,
                        "bank-a",
                        "institution",
                        "LOAN_UNDERWRITING",
                        new Basis.Consent("cns-1", 3),
                        NOW)
                .reading(List.of("REG.STATUS", "TAX_GRADE_IN_AB"));
    }

    /** An entry that has every part an entry can have. */
    public static AuditEntry withEveryPart() {
        return AuditEntry.of(
                        AuditKind.BREAK_GLASS,
                        "officer",
                        "officer",
                        "investigation",
                        new Basis.Law("court-order", "(2026)沪01刑初1号 \"副本\" \\"),
                        NOW)
                .about(UUID.randomUUID())
                .reading(List.of("person.birth", "person.hukou"))
                .answeredBy(UUID.randomUUID())
                .inBatchOf(7)
                .with(Map.of("from", "PENDING", "to", "ACTIVE"))
                .delayed(Delay.until(Instant.parse("2026-12-24T04:00:00Z"), UUID.randomUUID()));
    }

    public static AuditEntry readOf(UUID subject) {
        return read().about(subject);
    }
}
