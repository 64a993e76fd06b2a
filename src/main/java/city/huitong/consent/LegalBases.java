package city.huitong.consent;

import static city.huitong.catalog.CatalogProblem.CITY_PACK_INVALID;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.CityPack;
import city.huitong.catalog.LegalBasis;
import city.huitong.catalog.LegalBasisReader;
import city.huitong.expression.NearestName;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The laws under which data is read without consent: those of the city's pack, in its order. */
@ApplicationScoped
public class LegalBases {

    private static final String HUB = "hub";
    private static final String POLICY_MATCHING = "policy-matching";

    /** The hub, when nobody asked it to. */
    static final Asking THE_HUB = new Asking(HUB, Set.of(HUB), Optional.of(POLICY_MATCHING));

    private final FactScope scope;
    private final List<CityPack.Document> documents;
    private final List<LegalBasis> all;

    LegalBases(CityPack pack, FactScope scope) {
        this.scope = scope;
        this.documents = pack.legalBases();
        this.all = documents.stream().map(LegalBases::read).toList();
        mustDiffer();
    }

    /** All of them. */
    public List<LegalBasis> all() {
        return all;
    }

    /**
     * Checks that every fact that a basis names is one of the catalogue: a misspelt one would be a fact that nobody may read. Fails
     * with {@code city-pack-invalid}, naming the place and the name that was probably meant.
     */
    public void mustNameFactsOf(Catalog catalog) {
        var found = new ArrayList<Violation>();
        for (var index = 0; index < all.size(); index++) {
            var document = documents.get(index);
            unknownFacts(all.get(index), catalog)
                    .forEach(fact ->
                            found.add(new Violation(document.place("/facts"), "fact-unknown", unknown(fact, catalog))));
        }
        if (!found.isEmpty()) {
            var first = found.getFirst();
            throw CITY_PACK_INVALID
                    .because(first.pointer() + ": " + first.detail())
                    .with(found);
        }
    }

    private static Stream<String> unknownFacts(LegalBasis basis, Catalog catalog) {
        return basis.facts().stream()
                .filter(item -> item.contains("."))
                .filter(item -> catalog.fact(item).isEmpty())
                .sorted();
    }

    private static String unknown(String fact, Catalog catalog) {
        var names =
                catalog.facts().stream().map(known -> known.name().toString()).toList();
        return "there is no fact " + fact + NearestName.hint(fact, names);
    }

    /**
     * The first basis that lets them have everything they want. Who states no purpose uses the first basis for their role and no
     * other. Those that need two people are left out.
     */
    Optional<Lawful> covering(Asking asking, Set<String> items) {
        var usable = usable(asking);
        return (asking.purpose().isPresent() ? usable : usable.limit(1))
                .filter(lawful -> items.stream().allMatch(item -> scope.covers(lawful.basis(), item)))
                .findFirst();
    }

    /** The basis on which the hub itself matches policies. */
    Optional<Lawful> ofMatching() {
        return covering(THE_HUB, Set.of());
    }

    /** The basis with this code that two people of this role may use. */
    Optional<LegalBasis> forTwoPeople(String code, String role) {
        return all.stream()
                .filter(basis -> basis.emergency().isPresent())
                .filter(basis -> basis.code().equals(code) && basis.roles().contains(role))
                .findFirst();
    }

    /** Whether any basis is for this purpose; only then may the trail repeat the word. */
    boolean knowsPurpose(String purpose) {
        return all.stream().anyMatch(basis -> basis.purposes().contains(purpose));
    }

    private Stream<Lawful> usable(Asking asking) {
        return all.stream()
                .filter(basis -> basis.emergency().isEmpty())
                .filter(basis ->
                        asking.purpose().map(basis.purposes()::contains).orElse(true))
                .flatMap(basis -> basis.roles().stream()
                        .filter(asking.roles()::contains)
                        .limit(1)
                        .map(role -> new Lawful(
                                basis,
                                role,
                                asking.purpose().orElse(basis.purposes().getFirst()))));
    }

    private void mustDiffer() {
        var codes = all.stream().map(LegalBasis::code).toList();
        if (Set.copyOf(codes).size() < codes.size()) {
            throw CITY_PACK_INVALID.because("two legal bases have the same code");
        }
    }

    private static LegalBasis read(CityPack.Document document) {
        try {
            return LegalBasisReader.read(document.tree());
        } catch (Problem problem) {
            var located = problem.violations().stream()
                    .map(each -> new Violation(document.place(each.pointer()), each.code(), each.detail()))
                    .toList();
            var first = located.getFirst();
            throw CITY_PACK_INVALID
                    .because(first.pointer() + ": " + first.detail())
                    .with(located);
        }
    }
}
