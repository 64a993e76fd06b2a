package city.huitong.entitlement;

/**
 * A move that was made.
 *
 * @param entitlement as it stands afterwards
 */
public record MadeMove(Movement movement, Entitlement entitlement) {}
