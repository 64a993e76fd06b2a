package city.huitong.entitlement;

/**
 * Who moved an entitlement.
 *
 * @param name the client's identifier; {@code self} for the subject, whose login may be an official number
 * @param role the role in which it acted
 */
public record Actor(String name, String role) {

    /** The hub, which follows decisions. */
    static final Actor HUB = new Actor("hub", "hub");

    /** The subject itself. */
    static Actor self(String role) {
        return new Actor("self", role);
    }
}
