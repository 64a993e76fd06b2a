package city.huitong.entitlement.api;

import city.huitong.audit.Access;
import city.huitong.audit.Basis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An act as its subject sees it, in GraphQL. */
@Type("Access")
@Description("Who read what of one's data, when, why, and on which basis")
public record AccessView(
        @Id @NonNull @Description("The leaf that proves it; GET /v1/me/accesses/{leaf}/proof")
        String leaf,

        @Description("Its place in the log as text, from 0; null for the first half second")
        Optional<String> index,

        @NonNull
        @Description("READ, REFUSED, CONSENT_CHANGED, ACCESS_CHANGED, BREAK_GLASS, POLICY_CHANGED,"
                + " ENTITLEMENT_MOVED or LOG_RULE")
        String kind,

        @NonNull @Description("When, UTC") Instant at,

        @NonNull @Description("Who: the client; self is the subject")
        String actor,

        @NonNull @Description("In which role") String role,
        @NonNull @Description("What for") String purpose,

        @NonNull @Description("Names of what was read, never values")
        List<@NonNull String> fields,

        @Description("The consent's id, when it was one") Optional<String> consent,

        @Description("The legal basis' code, when it was a law")
        Optional<String> law,

        @Description("The document that says so") Optional<String> document,

        @NonNull @Description("When it was shown first, UTC")
        Instant visibleFrom) {

    static AccessView of(Access access) {
        var entry = access.entry();
        var law = entry.basis() instanceof Basis.Law listed ? Optional.of(listed) : Optional.<Basis.Law>empty();
        return new AccessView(
                access.leaf().toString(),
                text(access.index()),
                entry.kind().name(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.purpose(),
                entry.fields(),
                entry.basis() instanceof Basis.Consent given ? Optional.of(given.id()) : Optional.empty(),
                law.map(Basis.Law::code),
                law.map(Basis.Law::document),
                access.visibleFrom());
    }

    private static Optional<String> text(OptionalLong index) {
        return index.isPresent() ? Optional.of(Long.toString(index.getAsLong())) : Optional.empty();
    }

    /** Some acts in GraphQL. */
    @Type("AccessPage")
    @Description("One page of the acts about a subject, newest first")
    public record PageView(
            @NonNull @Description("The acts") List<@NonNull AccessView> items,

            @Description("Give it back unchanged as `after` for the next page; null on the last one")
            Optional<String> next) {}
}
