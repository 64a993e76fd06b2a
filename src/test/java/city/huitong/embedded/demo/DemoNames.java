package city.huitong.embedded.demo;

import java.util.Set;
import java.util.stream.Collectors;

/** What people of the demo city are called. */
public final class DemoNames {

    private DemoNames() {}

    public static Set<String> all() {
        return People.settle(DemoUpload.SEED, DemoCity.REFERENCE_DAY).people().stream()
                .map(Person::name)
                .collect(Collectors.toSet());
    }
}
