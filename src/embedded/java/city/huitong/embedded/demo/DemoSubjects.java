package city.huitong.embedded.demo;

import java.util.List;
import java.util.Optional;

/** People and enterprises of the demo city that can log in: {@code citizen-1} and so on, {@code enterprise-1} and so on. */
public final class DemoSubjects {

    private static final String FORM = "(citizen|enterprise)-[1-9][0-9]{0,4}";

    private DemoSubjects() {}

    /** The official number behind a login, from ranges that are assigned to nobody; empty when the city has no such subject. */
    public static Optional<String> number(String login) {
        if (!login.matches(FORM)) {
            return Optional.empty();
        }
        var dash = login.indexOf('-');
        var numbers = login.startsWith("citizen") ? City.CITIZENS : City.ENTERPRISES;
        var index = Integer.parseInt(login.substring(dash + 1)) - 1;
        return index < numbers.size() ? Optional.of(numbers.get(index)) : Optional.empty();
    }

    /** Drawn when the first of them logs in. */
    private static final class City {

        static final List<String> CITIZENS;
        static final List<String> ENTERPRISES;

        static {
            var city = DemoCity.generate(DemoUpload.SEED);
            CITIZENS = city.citizenNumbers();
            ENTERPRISES = city.creditCodes();
        }
    }
}
