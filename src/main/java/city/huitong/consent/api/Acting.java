package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.Actor;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.subject.OwnSubject;
import city.huitong.subject.SubjectNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Turns the caller at hand into who acts on a consent. */
@ApplicationScoped
class Acting {

    /** What the trail keeps as a name. */
    private static final Pattern NAMEABLE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:/@-]{0,119}");

    private static final Pattern NUMBER_IN_IT = Pattern.compile("[0-9]{15}");

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
        var client = caller.client();
        if (!NAMEABLE.matcher(client).matches() || NUMBER_IN_IT.matcher(client).find()) {
            throw FORBIDDEN.because("the token's subject must be a code of letters, digits and _.:/@-");
        }
        return new Actor(client, role);
    }
}
