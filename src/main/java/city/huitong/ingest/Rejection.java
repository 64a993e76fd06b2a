package city.huitong.ingest;

import city.huitong.platform.problem.Violation;

/**
 * A line in quarantine.
 *
 * @param line its number in the body, from 1; for a stream the message's offset
 * @param violation where in the line (JSON pointer), a stable code, what would be right
 * @param content the line, sealed before it is stored so that its sender can get it back; empty when it was too long
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Rejection(long line, Violation violation, byte[] content) {}
