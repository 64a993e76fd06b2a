package city.huitong.consent;

import java.util.Set;

/** What the policies in force read. Implemented by who knows them. */
public interface PolicyFacts {

    /** Full names of facts. */
    Set<String> names();
}
