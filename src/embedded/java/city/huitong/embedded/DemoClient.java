package city.huitong.embedded;

import city.huitong.embedded.demo.DemoSubjects;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask the embedded issuer for a token, and what the token then says.
 *
 * @param id also its secret
 * @param role the one role it has
 * @param claim an additional claim; null for none
 * @param value its value
 */
record DemoClient(
        String id,
        String role,
        @Nullable String claim,
        @Nullable String value) {

    private static final Set<String> NAMED_AFTER_THEIR_ROLE =
            Set.of("officer", "second-officer", "app", "auditor", "operator");
    private static final Set<String> BANKS = Set.of("bank-a", "bank-b");
    private static final String PARTNER = "city-b";

    /** The client of this id, when there is one. */
    static Optional<DemoClient> of(String id) {
        if (NAMED_AFTER_THEIR_ROLE.contains(id)) {
            return plain(id, id);
        }
        if (BANKS.contains(id)) {
            return plain(id, "institution");
        }
        if (id.equals(PARTNER)) {
            return plain(id, "partner");
        }
        return department(id).or(() -> subject(id));
    }

    void describe(JwtClaimsBuilder token) {
        token.subject(id).groups(role);
        if (claim != null && value != null) {
            token.claim(claim, value);
        }
    }

    private static Optional<DemoClient> plain(String id, String role) {
        return Optional.of(new DemoClient(id, role, null, null));
    }

    private static Optional<DemoClient> department(String id) {
        return id.matches("department-[a-z0-9-]+")
                ? Optional.of(new DemoClient(id, "department", "department", id.substring("department-".length())))
                : Optional.empty();
    }

    private static Optional<DemoClient> subject(String id) {
        return DemoSubjects.number(id)
                .map(number -> new DemoClient(id, id.substring(0, id.indexOf('-')), "official_number", number));
    }
}
