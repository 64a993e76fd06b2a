package city.huitong.consent;

import static city.huitong.consent.ConsentProblem.FAIR_USE_EXCEEDED;
import static city.huitong.consent.ConsentProblem.PURPOSE_UNKNOWN;

import city.huitong.catalog.CityPack;
import city.huitong.catalog.LocalizedText;
import city.huitong.platform.problem.Violation;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The city's rules of fair use, from its pack: without a rule for a purpose there is no consent for it. What exceeds a rule is
 * refused with the limit and never cut: a silent cut would surprise both sides.
 */
@Startup
@ApplicationScoped
class FairUseRules {

    private final FairUseReader.RuleSet rules;

    /** Read once, at the start, where reading a file may block. */
    FairUseRules(CityPack pack) {
        this.rules = pack.fairUse().map(FairUseReader::read).orElse(FairUseReader.RuleSet.EMPTY);
    }

    /** The version of the rules. */
    String version() {
        return rules.version();
    }

    /** What a purpose is called; its code where the rules no longer have it. */
    LocalizedText titleOf(String purpose) {
        return rules.rules().stream()
                .filter(rule -> rule.purpose().equals(purpose))
                .map(FairUse::title)
                .findFirst()
                .orElse(new LocalizedText(purpose, purpose));
    }

    /** Fails with {@code purpose-unknown}, or with {@code fair-use-exceeded} and every limit that is exceeded. */
    void mustAllow(String recipient, Optional<String> product, String purpose, Terms terms, Instant now) {
        var exceeded = new Exceeded();
        exceeded.check(ruleFor(recipient, product, purpose), terms, now);
        exceeded.refuse();
    }

    private FairUse ruleFor(String recipient, Optional<String> product, String purpose) {
        return rules.rules().stream()
                .filter(rule -> rule.covers(purpose, recipient, product))
                .max(Comparator.comparingInt(FairUse::particularity))
                .orElseThrow(() -> PURPOSE_UNKNOWN.because("ask the hub's operator which purposes there are"));
    }

    /** Limits that are exceeded, with what was asked. */
    private static final class Exceeded {

        private record Found(String pointer, Object limit, Object asked) {}

        private final List<Found> found = new ArrayList<>();

        void check(FairUse rule, Terms terms, Instant now) {
            atMost("/maxReads", rule.maxReads(), terms.maxReads());
            atMost("/maxReadsPerDay", rule.maxReadsPerDay(), terms.maxReadsPerDay());
            atMost("/lookbackMonths", rule.lookbackMonths(), terms.lookbackMonths());
            atMost("/retentionDays", rule.retentionDays(), terms.retentionDays());
            var latest = now.plus(Duration.ofDays(rule.validityDays()));
            check(!terms.notAfter().isAfter(latest), "/notAfter", latest.toString(), terms.notAfter());
            check(rule.onward() || !terms.onward(), "/onward", false, true);
            terms.items().stream()
                    .filter(item -> !rule.kinds().contains(item.kind()))
                    .findFirst()
                    .ifPresent(item ->
                            check(false, "/items", words(rule), item.kind().word()));
        }

        void refuse() {
            if (found.isEmpty()) {
                return;
            }
            var first = found.getFirst();
            throw FAIR_USE_EXCEEDED
                    .because("ask for less; nothing is cut silently")
                    .with("limit", first.limit())
                    .with("asked", first.asked().toString())
                    .with(found.stream().map(Exceeded::violation).toList());
        }

        private void atMost(String pointer, int limit, int asked) {
            check(asked <= limit, pointer, limit, asked);
        }

        private void check(boolean fair, String pointer, Object limit, Object asked) {
            if (!fair) {
                found.add(new Found(pointer, limit, asked));
            }
        }

        private static Violation violation(Found found) {
            return new Violation(
                    found.pointer(),
                    "limit-exceeded",
                    "at most " + found.limit() + " is fair, " + found.asked() + " was asked for");
        }

        private static String words(FairUse rule) {
            return String.join(
                    ", ", rule.kinds().stream().map(Item.Kind::word).sorted().toList());
        }
    }
}
