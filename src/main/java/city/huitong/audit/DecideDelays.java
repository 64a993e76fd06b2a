package city.huitong.audit;

import static city.huitong.audit.AuditProblem.DELAY_INVALID;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/** Decides which purposes' acts are shown to their subjects later. Rule and leaf are written in one transaction. */
@ApplicationScoped
public class DecideDelays {

    private final DelayRules rules;
    private final UnitOfWork unitOfWork;

    DecideDelays(DelayRules rules, UnitOfWork unitOfWork) {
        this.rules = rules;
        this.unitOfWork = unitOfWork;
    }

    /** Every rule there was, newest first. */
    public Uni<Page<DelayRules.Decided>> list(PageRequest page) {
        return rules.list(page);
    }

    /**
     * Decides a rule; gives its leaf. Fails with {@code delay-too-long}, and with {@code delay-invalid} for words that no leaf may
     * hold.
     */
    public Uni<UUID> decide(Supplier<DelayRules.Rule> rule, String actor, String role) {
        return unitOfWork.onRows(tx -> writable(() -> rules.decide(tx, rule.get(), actor, role)));
    }

    /** Ends a rule; gives the leaf of that. Fails with {@code delay-not-found}, {@code delay-ended} and {@code delay-invalid}. */
    public Uni<UUID> end(UUID decision, Supplier<Basis.Law> basis, String actor, String role) {
        return unitOfWork.onRows(tx -> writable(() -> rules.end(tx, decision, basis.get(), actor, role)));
    }

    /** The sentence names the field and does not repeat the text. */
    private static Uni<UUID> writable(Supplier<Uni<? extends UUID>> decision) {
        return Uni.createFrom()
                .deferred(decision)
                .onFailure(IllegalArgumentException.class)
                .transform(failure -> DELAY_INVALID.because(String.valueOf(failure.getMessage())));
    }
}
