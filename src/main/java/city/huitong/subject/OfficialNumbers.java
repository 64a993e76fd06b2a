package city.huitong.subject;

import city.huitong.catalog.SubjectKind;
import city.huitong.platform.runtime.CityClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Checks the official number of each kind of subject. */
@ApplicationScoped
public class OfficialNumbers {

    /** A household's number is the police's own; cities number differently, so only its form is checked. */
    private static final Pattern HOUSEHOLD = Pattern.compile("[0-9A-Z]{6,20}");

    private final CityClock clock;

    OfficialNumbers(CityClock clock) {
        this.clock = clock;
    }

    /** Says whether this can be the number of such a subject, and if not, why. */
    public NumberVerdict check(SubjectKind kind, String number) {
        return switch (kind) {
            case PERSON -> CitizenNumber.check(number, clock.today());
            case ENTERPRISE -> UnifiedSocialCreditCode.check(number);
            case HOUSEHOLD -> HOUSEHOLD.matcher(number).matches() ? NumberVerdict.OK : NumberVerdict.FORMAT;
        };
    }
}
