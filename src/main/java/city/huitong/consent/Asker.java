package city.huitong.consent;

import static city.huitong.consent.DisclosureProblem.CALLER_NOT_NAMEABLE;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.Basis;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;

/** Says who sent the request at hand, in words that the trail may keep. */
@ApplicationScoped
public class Asker {

    /** A subject is named by its link only, which can be erased. */
    private static final String SELF = "self";

    private final Caller caller;
    private final AskedPurpose purpose;
    private final CityClock clock;

    Asker(Caller caller, AskedPurpose purpose, CityClock clock) {
        this.caller = caller;
        this.purpose = purpose;
        this.clock = clock;
    }

    /** Who asks. Fails with {@code caller-not-nameable} and {@code request-invalid}. */
    Asking asking() {
        return new Asking(name(), caller.roles(), purpose.get());
    }

    /** The caller's name; {@code self} for a subject. Fails with {@code caller-not-nameable}. */
    public String name() {
        return caller.has(Roles.CITIZEN) || caller.has(Roles.ENTERPRISE) ? SELF : nameable(caller.client());
    }

    /** The trail refuses what looks like an official number; some issuers use it as the subject of their tokens. */
    private String nameable(String client) {
        try {
            return AuditEntry.of(AuditKind.READ, client, "any", "any", Basis.NONE, clock.now())
                    .actor();
        } catch (IllegalArgumentException _) {
            throw CALLER_NOT_NAMEABLE.because(
                    "the token's subject must be a short name that does not look like an official number");
        }
    }
}
