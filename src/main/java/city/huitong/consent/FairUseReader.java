package city.huitong.consent;

import city.huitong.catalog.CatalogProblem;
import city.huitong.catalog.CityPack;
import city.huitong.catalog.DocumentNode;
import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code fair-use.yaml} of a city pack. */
final class FairUseReader {

    private static final Set<String> KEYS = Set.of("version", "rules");
    private static final Set<String> RULE_KEYS = Set.of(
            "purpose",
            "title",
            "recipient",
            "product",
            "maxReads",
            "maxReadsPerDay",
            "validityDays",
            "lookbackMonths",
            "retentionDays",
            "kinds",
            "onward");

    private static final String CODE = "[a-z0-9][a-z0-9.-]{0,63}";
    private static final int MOST_READS = 1_000_000;
    private static final int LONGEST_DAYS = 3_660;
    private static final int LONGEST_MONTHS = 600;

    /** The rules and the version that consents name as the one that allowed them. */
    record RuleSet(String version, List<FairUse> rules) {

        /** Of a hub without rules: no consent is possible. */
        static final RuleSet EMPTY = new RuleSet("none", List.of());

        RuleSet {
            rules = List.copyOf(rules);
        }
    }

    private FairUseReader() {}

    /** The rules; refuses with {@code city-pack-invalid} and everything that is wrong, with its place. */
    static RuleSet read(CityPack.Document document) {
        var found = new ArrayList<Violation>();
        var root = DocumentNode.root(document.tree(), found);
        root.allowOnly(KEYS);
        var version = root.at("version").text(CODE, text -> text);
        var rules = root.at("rules").items().stream().map(FairUseReader::rule).toList();
        if (!found.isEmpty()) {
            throw CatalogProblem.CITY_PACK_INVALID
                    .because(document.file() + " has mistakes")
                    .with(found.stream()
                            .map(wrong -> new Violation(document.place(wrong.pointer()), wrong.code(), wrong.detail()))
                            .toList());
        }
        return new RuleSet(
                version.orElseThrow(), rules.stream().map(Optional::orElseThrow).toList());
    }

    /** Everything is looked at before anything is given up, so that all mistakes are named at once. */
    private static Optional<FairUse> rule(DocumentNode node) {
        node.allowOnly(RULE_KEYS);
        var purpose = node.at("purpose").text(CODE, text -> text);
        var title = node.at("title").localized();
        var reads = node.at("maxReads").whole(1, MOST_READS);
        var readsPerDay = node.at("maxReadsPerDay").whole(1, MOST_READS);
        var validity = node.at("validityDays").whole(1, LONGEST_DAYS);
        var lookback = node.at("lookbackMonths").whole(0, LONGEST_MONTHS);
        var retention = node.at("retentionDays").whole(0, LONGEST_DAYS);
        var kinds = kinds(node.at("kinds"));
        var recipient = optionalCode(node.at("recipient"));
        var product = optionalCode(node.at("product"));
        var onward = node.at("onward").raw().filter(Boolean.TRUE::equals).isPresent();
        if (List.of(purpose, title, reads, readsPerDay, validity, lookback, retention).stream()
                .anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(new FairUse(
                purpose.orElseThrow(),
                title.orElseThrow(),
                recipient,
                product,
                reads.orElseThrow(),
                readsPerDay.orElseThrow(),
                validity.orElseThrow(),
                lookback.orElseThrow(),
                retention.orElseThrow(),
                kinds,
                onward));
    }

    private static Optional<String> optionalCode(DocumentNode node) {
        return node.isAbsent() ? Optional.empty() : node.text(CODE, text -> text);
    }

    private static Set<Item.Kind> kinds(DocumentNode node) {
        var kinds = new HashSet<Item.Kind>();
        node.items()
                .forEach(item -> item.word(Item.Kind.values(), Item.Kind::word).ifPresent(kinds::add));
        return kinds;
    }
}
