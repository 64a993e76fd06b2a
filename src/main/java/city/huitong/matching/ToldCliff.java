package city.huitong.matching;

import city.huitong.matching.NearCliffs.NearCliff;
import city.huitong.policy.Cliff;
import java.util.Optional;

/**
 * A cliff as it may be told: where it is and what it costs follow from the law and a golden case alone.
 *
 * @param near how many of the entitled are near; empty where they are few, or where the cliff is not at the same place for everybody
 */
public record ToldCliff(Cliff cliff, Optional<Long> near) {

    static ToldCliff of(NearCliff found) {
        return new ToldCliff(found.cliff(), found.cliff().fixed() ? SmallCells.told(found.near()) : Optional.empty());
    }
}
