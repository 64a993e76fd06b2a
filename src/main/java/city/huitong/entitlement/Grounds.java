package city.huitong.entitlement;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a standing rests on beside the decision.
 *
 * @param held whether the authority has suspended it; outlives every decision until it resumes
 * @param grantedOn the day of the grant; a benefit that is due once is due for this day
 * @param ledgers the keys it is, or would be, entered under, by ledger
 * @param rank its place among those who wait for money; lower goes first
 */
public record Grounds(boolean held, Optional<LocalDate> grantedOn, Map<String, UUID> ledgers, List<Long> rank) {

    /** Of a standing that is new. */
    public static final Grounds NONE = new Grounds(false, Optional.empty(), Map.of(), List.of());

    public Grounds {
        ledgers = Collections.unmodifiableMap(new TreeMap<>(ledgers));
        rank = List.copyOf(rank);
    }

    Grounds held(boolean suspended) {
        return new Grounds(suspended, grantedOn, ledgers, rank);
    }

    Grounds grantedOn(LocalDate day) {
        return new Grounds(held, Optional.of(day), ledgers, rank);
    }

    Grounds counted(Map<String, UUID> keys, List<Long> place) {
        return new Grounds(held, grantedOn, keys, place);
    }
}
