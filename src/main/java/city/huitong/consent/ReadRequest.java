package city.huitong.consent;

import city.huitong.catalog.FactName;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A recipient asks for these facts under a consent. */
public record ReadRequest(UUID consent, Set<FactName> facts, String purpose) {

    Set<Item> items() {
        return facts.stream().map(name -> Item.fact(name.toString())).collect(Collectors.toSet());
    }

    Set<String> names() {
        return facts.stream().map(FactName::toString).collect(Collectors.toSet());
    }
}
