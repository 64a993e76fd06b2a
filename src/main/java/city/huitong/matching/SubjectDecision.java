package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.policy.Decision;

/** What came out for one subject and one policy. */
public record SubjectDecision(SubjectId subject, Decision decision) {}
