package city.huitong.audit;

import java.time.Instant;
import java.util.List;
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

    public static AuditEntry readOf(UUID subject) {
        return read().about(subject);
    }
}
