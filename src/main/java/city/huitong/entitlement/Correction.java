package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;

/** A payment that followed because a paid period came out otherwise, and whose. */
public record Correction(SubjectId subject, Payment payment) {}
