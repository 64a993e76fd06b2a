package city.huitong.consent;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.LocalizedText;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/**
 * Says in plain words what a consent allows. The subject agrees to these words and no others: who approves sends their SHA-256,
 * and the consent's chain keeps it.
 */
@ApplicationScoped
public class ConsentWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    /** The words in both languages and the SHA-256 over their Chinese and English text, in hexadecimal. */
    public record Shown(LocalizedText text, String sha256) {}

    private final CurrentCatalog catalog;
    private final FairUseRules rules;
    private final CityClock clock;

    ConsentWords(CurrentCatalog catalog, FairUseRules rules, CityClock clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.clock = clock;
    }

    /** The words for the consent as it is. */
    public Shown of(Consent consent) {
        var text = new LocalizedText(chinese(consent), english(consent));
        return new Shown(text, Sha256.hexOfLines(text.zh(), text.en()));
    }

    private String chinese(Consent consent) {
        var terms = consent.terms();
        return "%s%s 请求查看：%s。用途：%s。有效期：%s 至 %s。最多 %d 次，每天最多 %d 次。回溯 %d 个月。保存不超过 %d 天。%s转交他人。"
                .formatted(
                        consent.request().recipient(),
                        consent.request()
                                .product()
                                .map(product -> "（" + product + "）")
                                .orElse(""),
                        terms.items().stream().map(item -> titleOf(item).zh()).collect(Collectors.joining("、")),
                        rules.titleOf(consent.request().purpose()).zh(),
                        time(terms.notBefore()),
                        time(terms.notAfter()),
                        terms.maxReads(),
                        terms.maxReadsPerDay(),
                        terms.lookbackMonths(),
                        terms.retentionDays(),
                        terms.onward() ? "可以" : "不得");
    }

    private String english(Consent consent) {
        var terms = consent.terms();
        return "%s%s asks to see: %s. Purpose: %s. From %s until %s. At most %d times, and %d times a day. Looking back %d months. Kept for at most %d days. %s given to others."
                .formatted(
                        consent.request().recipient(),
                        consent.request()
                                .product()
                                .map(product -> " (" + product + ")")
                                .orElse(""),
                        terms.items().stream().map(item -> titleOf(item).en()).collect(Collectors.joining(", ")),
                        rules.titleOf(consent.request().purpose()).en(),
                        time(terms.notBefore()),
                        time(terms.notAfter()),
                        terms.maxReads(),
                        terms.maxReadsPerDay(),
                        terms.lookbackMonths(),
                        terms.retentionDays(),
                        terms.onward() ? "May be" : "Never");
    }

    private LocalizedText titleOf(Item item) {
        return catalog.get()
                .fact(item.code())
                .map(FactDefinition::title)
                .orElse(new LocalizedText(item.code(), item.code()));
    }

    /** In the city's time, to the second. */
    private String time(Instant instant) {
        return TIME.format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(clock.zone()));
    }
}
