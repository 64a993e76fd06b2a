package city.huitong.policy;

import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Which versions the golden cases of a policy touch. */
final class Coverage {

    private Coverage() {}

    static List<Violation> versionsWithoutCase(List<Validity> periods, List<LocalDate> caseDays) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            Validity valid = periods.get(i);
            if (caseDays.stream().noneMatch(valid::covers)) {
                String detail = "add a case whose asOf lies in the version from " + valid.from();
                violations.add(new Violation("/versions/" + i, "version-without-case", detail));
            }
        }
        return violations;
    }
}
