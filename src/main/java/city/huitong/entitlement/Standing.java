package city.huitong.entitlement;

import static city.huitong.entitlement.EntitlementProblem.ENTITLEMENT_STATE_CONFLICT;

import city.huitong.policy.Automation;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.Decision;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a subject stands towards a policy. Its records hold what there is to know in that state and nothing else, and have the moves that
 * somebody may make from there. Where a new decision leads is said by {@link #after}.
 */
public sealed interface Standing {

    /** The state in one word, as stored and answered. */
    String word();

    /** What the policy gives, where that is known. */
    default Optional<Award> award() {
        return Optional.empty();
    }

    /** What a subject that was told of it says. Fails with {@code entitlement-state-conflict} where nothing was offered. */
    default Standing confirm() {
        throw conflict("confirmed");
    }

    /** The other answer. Fails with {@code entitlement-state-conflict} where nothing was offered, or it was granted already. */
    default Standing decline() {
        throw conflict("declined");
    }

    /** Ends payments for a while. Fails with {@code entitlement-state-conflict} where nothing is granted. */
    default Standing suspend() {
        throw conflict("suspended");
    }

    /** Ends a suspension. Fails with {@code entitlement-state-conflict} where there is none. */
    default Standing resume() {
        throw conflict("resumed");
    }

    /** What may be paid out. Fails with {@code entitlement-state-conflict} unless it is granted. */
    default Award payable() {
        throw conflict("paid");
    }

    private RuntimeException conflict(String what) {
        return ENTITLEMENT_STATE_CONFLICT
                .because("an entitlement that is %s cannot be %s".formatted(word(), what))
                .with("state", word());
    }

    /** Entitled, and nothing more to be done. */
    record Granted(Award entitled) implements Standing {

        public Granted(LocalDate version, long amountFen, BenefitPeriod period, Map<String, Long> figures) {
            this(new Award(version, amountFen, period, figures));
        }

        @Override
        public String word() {
            return "GRANTED";
        }

        @Override
        public Optional<Award> award() {
            return Optional.of(entitled);
        }

        @Override
        public Standing confirm() {
            return this;
        }

        @Override
        public Standing suspend() {
            return new Suspended(entitled);
        }

        @Override
        public Standing resume() {
            return this;
        }

        @Override
        public Award payable() {
            return entitled;
        }
    }

    /** Found to be eligible for what has to be applied for; the hub goes no further. */
    record Matched(Award found) implements Standing {

        @Override
        public String word() {
            return "MATCHED";
        }

        @Override
        public Optional<Award> award() {
            return Optional.of(found);
        }
    }

    /** Told that it is eligible; granted once it confirms. */
    record Notified(Award offered) implements Standing {

        @Override
        public String word() {
            return "NOTIFIED";
        }

        @Override
        public Optional<Award> award() {
            return Optional.of(offered);
        }

        @Override
        public Standing confirm() {
            return new Granted(offered);
        }

        @Override
        public Standing decline() {
            return new Declined(offered);
        }
    }

    /** Did not want it. May still say otherwise while it is eligible. */
    record Declined(Award offered) implements Standing {

        @Override
        public String word() {
            return "DECLINED";
        }

        @Override
        public Optional<Award> award() {
            return Optional.of(offered);
        }

        @Override
        public Standing confirm() {
            return new Granted(offered);
        }

        @Override
        public Standing decline() {
            return this;
        }
    }

    /** Entitled, but the authority has stopped payments for a while. */
    record Suspended(Award entitled) implements Standing {

        @Override
        public String word() {
            return "SUSPENDED";
        }

        @Override
        public Optional<Award> award() {
            return Optional.of(entitled);
        }

        @Override
        public Standing suspend() {
            return this;
        }

        @Override
        public Standing resume() {
            return new Granted(entitled);
        }
    }

    /**
     * Eligible, but kept from it.
     *
     * @param otherwise what it would have, were it not for that
     */
    record KeptOut(Award otherwise, Cause cause) implements Standing {

        /** Whether nothing but a ledger or money is in the way of what was granted, or confirmed, already. */
        boolean wasWanted() {
            return !(cause instanceof Cause.ByPolicy);
        }

        @Override
        public String word() {
            return "EXCLUDED";
        }

        @Override
        public Optional<Award> award() {
            return Optional.of(otherwise);
        }
    }

    /**
     * It cannot be known; nothing is paid.
     *
     * @param missing the facts that keep it open
     */
    record Undecided(Set<String> missing) implements Standing {

        public Undecided {
            missing = Collections.unmodifiableSet(new TreeSet<>(missing));
        }

        @Override
        public String word() {
            return "UNDETERMINED";
        }
    }

    /** Was granted, offered or open once and is not any more. */
    record Withdrawn() implements Standing {

        @Override
        public String word() {
            return "WITHDRAWN";
        }
    }

    /**
     * Where a decision leads from here.
     *
     * @param before how the subject stood; empty when it never did
     * @param automation how much the subject has to do for it
     * @return the new standing; empty when the subject has none and gets none
     */
    static Optional<Standing> after(Optional<Standing> before, Decision decision, Automation automation) {
        return switch (decision.eligibility()) {
            case Eligible eligible -> Optional.of(eligible(before, award(decision, eligible), automation));
            case Excluded(var by, var otherwise) ->
                Optional.of(new KeptOut(award(decision, otherwise), new Cause.ByPolicy(by)));
            case Undetermined undetermined -> Optional.of(new Undecided(undetermined.missing()));
            case NotEligible _, NotInForce _ -> before.map(_ -> new Withdrawn());
        };
    }

    /** Who has it keeps it, and who said no is not asked again; all others begin at what the policy's automation says. */
    private static Standing eligible(Optional<Standing> before, Award award, Automation automation) {
        return switch (before.orElseGet(Withdrawn::new)) {
            case Granted _ -> new Granted(award);
            case Suspended _ -> new Suspended(award);
            case Declined _ -> new Declined(award);
            case KeptOut kept -> kept.wasWanted() ? new Granted(award) : begin(award, automation);
            case Matched _, Notified _, Undecided _, Withdrawn _ -> begin(award, automation);
        };
    }

    private static Standing begin(Award award, Automation automation) {
        return switch (automation) {
            case DIRECT -> new Granted(award);
            case CONFIRM -> new Notified(award);
            case ASSISTED -> new Matched(award);
        };
    }

    private static Award award(Decision decision, Eligible eligible) {
        var version = decision.version().orElseThrow().valid().from();
        return new Award(version, eligible.amountFen(), eligible.period(), eligible.figures());
    }
}
