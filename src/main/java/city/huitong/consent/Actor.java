package city.huitong.consent;

import city.huitong.platform.security.Roles;

/**
 * Who does something with a consent.
 *
 * @param name the client's identifier; for a subject a keyed pseudonym of the login, as the login may be an official number
 * @param role the role in which it acts
 */
public record Actor(String name, String role) {

    /** The hub itself, which records what the clock has ended. */
    static final Actor HUB = new Actor("hub", "hub");

    /** A subject is named by its link only, which can be erased. */
    private static final String SELF = "self";

    /** How the trail names it. */
    String inTrail() {
        return role.equals(Roles.CITIZEN) || role.equals(Roles.ENTERPRISE) ? SELF : name;
    }
}
