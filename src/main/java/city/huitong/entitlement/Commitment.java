package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;

/**
 * Money of a budget promised to one subject.
 *
 * @param fen what its grant will have cost by the end of the budget's stretch
 * @param dueFen a period's amount before it is shared with others
 * @param active not of a grant that has ended; then {@code fen} is what had been paid
 */
public record Commitment(SubjectId subject, long fen, long dueFen, boolean active) {}
