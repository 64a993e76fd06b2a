package city.huitong.entitlement.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states by which entitlements can be asked for. */
final class States {

    static final String MEANING =
            "GRANTED, UNDETERMINED, WITHDRAWN, MATCHED, NOTIFIED, DECLINED, SUSPENDED or EXCLUDED";

    private static final List<String> ALL =
            List.of("GRANTED", "UNDETERMINED", "WITHDRAWN", "MATCHED", "NOTIFIED", "DECLINED", "SUSPENDED", "EXCLUDED");

    private States() {}

    /** Fails with {@code request-invalid} for any other word. */
    static Optional<String> parse(@Nullable String state, String place) {
        if (state != null && !ALL.contains(state)) {
            throw REQUEST_INVALID
                    .because("state is not one of the states")
                    .with(List.of(new Violation(place, "value-not-listed", "must be one of " + ALL)));
        }
        return Optional.ofNullable(state);
    }
}
