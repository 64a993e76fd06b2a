package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the description of a legal basis. */
public final class LegalBasisReader {

    private static final String CODE = "[a-z][a-z0-9-]{0,39}";
    private static final String FACT = "all|policies|identity|entitlements|quarantine|audit-link"
            + "|(person|household|enterprise)\\.[A-Za-z0-9]{1,60}";
    private static final Set<String> KEYS =
            Set.of("code", "title", "document", "source", "roles", "purposes", "facts", "twoPeople");
    private static final Set<String> LIMITS = Set.of("minutes", "reads", "delayDays");

    private static final int MAX_MINUTES = 60;
    private static final int MAX_READS = 1_000;
    private static final int MAX_DELAY_DAYS = 90;

    private LegalBasisReader() {}

    /** The basis; refuses with {@code legal-basis-invalid} and everything that is wrong. */
    public static LegalBasis read(@Nullable Object document) {
        var found = new ArrayList<Violation>();
        var root = DocumentNode.root(document, found);
        root.allowOnly(KEYS);
        var code = root.at("code").text(CODE, text -> text);
        var title = root.at("title").localized();
        var law = root.at("document").text(".{1,80}", text -> text);
        var source = root.at("source").optionalText();
        var roles = texts(root.at("roles"), CODE);
        var purposes = texts(root.at("purposes"), CODE);
        var facts = texts(root.at("facts"), FACT);
        var emergency = emergency(root.at("twoPeople"));
        DocumentNode.refuse(CatalogProblem.LEGAL_BASIS_INVALID, "the description", found);
        return new LegalBasis(
                code.orElseThrow(),
                title.orElseThrow(),
                law.orElseThrow(),
                source,
                roles,
                purposes,
                Set.copyOf(facts),
                emergency);
    }

    private static List<String> texts(DocumentNode list, String form) {
        var texts = list.items().stream()
                .flatMap(item -> item.text(form, text -> text).stream())
                .distinct()
                .toList();
        if (texts.isEmpty()) {
            list.refuse("too-few", "must name at least one");
        }
        return texts;
    }

    private static Optional<LegalBasis.Emergency> emergency(DocumentNode node) {
        if (node.isAbsent()) {
            return Optional.empty();
        }
        node.allowOnly(LIMITS);
        var minutes = node.at("minutes").whole(1, MAX_MINUTES);
        var reads = node.at("reads").whole(1, MAX_READS);
        var delay = node.at("delayDays").whole(0, MAX_DELAY_DAYS);
        return minutes.isPresent() && reads.isPresent() && delay.isPresent()
                ? Optional.of(new LegalBasis.Emergency(minutes.get(), reads.get(), delay.get()))
                : Optional.empty();
    }
}
