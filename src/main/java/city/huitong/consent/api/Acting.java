package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.consent.Actor;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.ClaimedNumber;
import city.huitong.platform.security.Roles;
import city.huitong.subject.NumberVerdict;
import city.huitong.subject.OfficialNumbers;
import city.huitong.subject.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Turns the caller at hand into who acts on a consent. */
@ApplicationScoped
class Acting {

    /** What the trail keeps as a name. */
    private static final Pattern NAMEABLE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:/@-]{0,119}");

    private static final Pattern NUMBER_IN_IT = Pattern.compile("[0-9]{15}");

    private final Caller caller;
    private final OfficialNumbers numbers;
    private final Pseudonyms pseudonyms;

    Acting(Caller caller, OfficialNumbers numbers, Pseudonyms pseudonyms) {
        this.caller = caller;
        this.numbers = numbers;
        this.pseudonyms = pseudonyms;
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
        var login = pseudonyms.of(SubjectKind.PERSON, "login " + caller.client());
        return new Actor(login.toString(), kind() == SubjectKind.PERSON ? Roles.CITIZEN : Roles.ENTERPRISE);
    }

    /** The subject whom the caller may speak for. Fails with {@code forbidden} when the token does not say. */
    SubjectId ownId() {
        return caller.ownNumber()
                .map(ClaimedNumber::reveal)
                .filter(number -> numbers.check(kind(), number) == NumberVerdict.OK)
                .map(number -> pseudonyms.of(kind(), number))
                .orElseThrow(() -> FORBIDDEN.because("the token does not say whom it speaks for"));
    }

    private SubjectKind kind() {
        return caller.has(Roles.CITIZEN) ? SubjectKind.PERSON : SubjectKind.ENTERPRISE;
    }

    private Actor named(String role) {
        var client = caller.client();
        if (!NAMEABLE.matcher(client).matches() || NUMBER_IN_IT.matcher(client).find()) {
            throw FORBIDDEN.because("the token's subject must be a code of letters, digits and _.:/@-");
        }
        return new Actor(client, role);
    }
}
