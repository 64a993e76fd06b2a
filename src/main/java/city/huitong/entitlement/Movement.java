package city.huitong.entitlement;

import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.entitlement.Standing.Withdrawn;
import java.util.Locale;
import java.util.Optional;

/** What others hear when a subject's standing changes. */
public enum Movement {
    GRANTED,
    CHANGED,
    WITHDRAWN,
    UNDETERMINED;

    /** The movement from one standing to another; empty when nothing moved. */
    static Optional<Movement> between(Optional<Standing> before, Standing now) {
        if (before.filter(now::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (now) {
                    case Granted _ -> before.filter(Granted.class::isInstance).isPresent() ? CHANGED : GRANTED;
                    case Undecided _ -> UNDETERMINED;
                    case Withdrawn _ -> WITHDRAWN;
                });
    }

    /** The CloudEvents type. */
    public String eventType() {
        return "city.huitong.entitlement." + name().toLowerCase(Locale.ROOT) + ".v1";
    }
}
