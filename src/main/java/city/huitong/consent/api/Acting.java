package city.huitong.consent.api;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.Actor;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.subject.OwnSubject;
import city.huitong.subject.SubjectNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns the caller at hand into who acts on a consent. */
@ApplicationScoped
class Acting {

    private final Caller caller;
    private final OwnSubject ownSubject;
    private final SubjectNames names;

    Acting(Caller caller, OwnSubject ownSubject, SubjectNames names) {
        this.caller = caller;
        this.ownSubject = ownSubject;
        this.names = names;
    }

    /** The caller as a recipient. */
    Actor recipient() {
        return named(caller.has(Roles.INSTITUTION) ? Roles.INSTITUTION : Roles.APP);
    }

    /** The caller as the hub's operator. */
    Actor operator() {
        return named(Roles.OPERATOR);
    }

    /** The caller as one who may speak for the subject. Two people of one enterprise are two. */
    Actor subject() {
        return new Actor(names.ofLogin(caller.client()), caller.has(Roles.CITIZEN) ? Roles.CITIZEN : Roles.ENTERPRISE);
    }

    /** The subject whom the caller may speak for. Fails with {@code forbidden} when the token does not say. */
    Uni<SubjectId> ownId() {
        return ownSubject.require().map(OwnSubject.Own::id);
    }

    private Actor named(String role) {
        return new Actor(caller.clientCode(), role);
    }
}
