package city.huitong.consent;

import static city.huitong.catalog.LegalBasis.ALL;
import static city.huitong.catalog.LegalBasis.POLICIES;
import static city.huitong.subject.Disclosures.ENTITLEMENTS;
import static city.huitong.subject.Disclosures.EVERY_FACT;
import static city.huitong.subject.Disclosures.IDENTITY;
import static city.huitong.subject.Disclosures.POLICY_FACTS;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.LegalBasis;
import city.huitong.catalog.SubjectKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a legal basis covers, in facts. */
@ApplicationScoped
class FactScope {

    private static final Set<String> FACTS_IN_GENERAL = Set.of(EVERY_FACT, POLICY_FACTS);
    private static final Set<String> WITH_POLICIES = Set.of(ENTITLEMENTS, IDENTITY);

    private final CurrentCatalog catalog;
    private final PolicyFacts policyFacts;

    FactScope(CurrentCatalog catalog, PolicyFacts policyFacts) {
        this.catalog = catalog;
        this.policyFacts = policyFacts;
    }

    /** Whether the basis lets somebody ask for this at all; of facts in general it then gives those it covers. */
    boolean covers(LegalBasis basis, String item) {
        return FACTS_IN_GENERAL.contains(item)
                ? basis.facts().stream().anyMatch(FactScope::isAboutFacts)
                : isListed(basis, item)
                        || WITH_POLICIES.contains(item) && reachesPolicies(basis)
                        || coversFact(basis, item);
    }

    /** What a grant names: for facts in general those of this kind of subject that the basis covers. */
    Set<String> names(LegalBasis basis, SubjectKind kind, Set<String> items) {
        return items.stream().flatMap(item -> names(basis, kind, item)).collect(Collectors.toSet());
    }

    private Stream<String> names(LegalBasis basis, SubjectKind kind, String item) {
        return switch (item) {
            case EVERY_FACT -> known(kind).filter(fact -> coversFact(basis, fact));
            case POLICY_FACTS -> {
                var read = policyFacts.names();
                yield known(kind).filter(read::contains).filter(fact -> coversFact(basis, fact));
            }
            default -> Stream.of(item);
        };
    }

    /** A person's facts are those of the household, too. */
    private Stream<String> known(SubjectKind kind) {
        var own = catalog.get().facts(kind).stream();
        var shared = kind == SubjectKind.PERSON
                ? catalog.get().facts(SubjectKind.HOUSEHOLD).stream()
                : Stream.<FactDefinition>empty();
        return Stream.concat(own, shared).map(fact -> fact.name().toString());
    }

    private boolean coversFact(LegalBasis basis, String fact) {
        return isListed(basis, fact)
                || fact.contains(".")
                        && (basis.facts().contains(ALL)
                                || basis.facts().contains(POLICIES)
                                        && policyFacts.names().contains(fact));
    }

    private static boolean isListed(LegalBasis basis, String item) {
        return basis.facts().contains(item);
    }

    private static boolean reachesPolicies(LegalBasis basis) {
        return basis.facts().contains(ALL) || basis.facts().contains(POLICIES);
    }

    private static boolean isAboutFacts(String word) {
        return word.equals(ALL) || word.equals(POLICIES) || word.contains(".");
    }
}
