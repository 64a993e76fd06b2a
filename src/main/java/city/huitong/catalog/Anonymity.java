package city.huitong.catalog;

import java.util.List;

/**
 * What protects single people in an open dataset (k-anonymity): each combination of the quasi-identifiers that is shown is shared
 * by at least k records.
 *
 * @param of names of the quasi-identifiers, by which somebody who knows a person could find that person's record
 */
public record Anonymity(int k, List<String> of) {

    public Anonymity {
        of = List.copyOf(of);
    }
}
