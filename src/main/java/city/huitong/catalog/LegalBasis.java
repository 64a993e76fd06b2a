package city.huitong.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A law or order under which data is read without consent, as the city's pack lists it.
 *
 * @param code what entries of the trail name
 * @param title what it allows
 * @param document the law and article
 * @param source where it can be read; empty when nowhere public
 * @param roles who may use it; {@code hub} is the hub's own matching
 * @param purposes what for; who states no purpose means the first
 * @param facts full names of facts, or {@link #ALL}, {@link #POLICIES}, or a word for what is no fact
 * @param emergency what two people may allow by it; empty: it needs no two people
 */
public record LegalBasis(
        String code,
        LocalizedText title,
        String document,
        Optional<String> source,
        List<String> roles,
        List<String> purposes,
        Set<String> facts,
        Optional<Emergency> emergency) {

    /** Every fact, and every entitlement. */
    public static final String ALL = "all";

    /** What the policies in force read, and what they have granted. */
    public static final String POLICIES = "policies";

    public LegalBasis {
        roles = List.copyOf(roles);
        purposes = List.copyOf(purposes);
        facts = Set.copyOf(facts);
    }

    /**
     * How far two people may go.
     *
     * @param minutes for how long they may read at most
     * @param reads how often they may read at most
     * @param delayDays for how many days it may be kept from the subject
     */
    public record Emergency(int minutes, int reads, int delayDays) {}
}
