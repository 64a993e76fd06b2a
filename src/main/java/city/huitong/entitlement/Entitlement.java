package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.policy.PolicyId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What one subject has of one policy.
 *
 * @param asOf the day for which it was decided
 * @param changedAt when the standing last changed, UTC
 */
public record Entitlement(
        PolicyId policy, SubjectId subject, SubjectKind kind, Standing standing, LocalDate asOf, Instant changedAt) {}
