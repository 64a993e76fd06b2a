package city.huitong.policy;

import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Which slices of its versions the golden cases of a policy touch. */
final class Coverage {

    private Coverage() {}

    static List<Violation> versionsWithoutCase(List<PolicyVersion> versions, List<LocalDate> caseDays) {
        List<Violation> violations = new ArrayList<>();
        for (PolicyVersion version : versions) {
            if (caseDays.stream().noneMatch(version.valid()::covers)) {
                String detail = "add a case whose asOf lies in the version from "
                        + version.valid().from();
                violations.add(new Violation("/versions/" + version.written(), "version-without-case", detail));
            }
        }
        return violations;
    }
}
