package city.huitong.consent;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks, and what for.
 *
 * @param actor how the trail names them
 * @param roles all they have
 * @param purpose what they state; empty when nothing
 */
record Asking(String actor, Set<String> roles, Optional<String> purpose) {

    Asking {
        roles = Set.copyOf(roles);
    }

    /** One role, for an act that none of them allows. */
    String anyRole() {
        return roles.stream().sorted().findFirst().orElse("none");
    }
}
