package city.huitong.embedded.demo;

import city.huitong.embedded.demo.DivisionCode.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The country's administrative divisions (行政区划) down to streets, the only data of the demo city that is not made up. So
 * nothing happens to it on its way: every line arrives once and is right.
 */
final class Divisions {

    static final String DATASET = "administrative-divisions";

    private static final String LIST = "divisions/divisions.csv";

    /** What stands in the place of a city where there is none. */
    private static final Set<String> GROUPS = Set.of("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划");

    private final Map<String, String> names;

    private Divisions(Map<String, String> names) {
        this.names = names;
    }

    /** Every division, those above before those below. */
    static Stream<DemoLine> lines() {
        var divisions = new Divisions(read());
        return divisions.names.keySet().stream()
                .map(DivisionCode::new)
                .map(code -> new DemoLine(divisions.row(code).line(), false));
    }

    private static Map<String, String> read() {
        var list = Objects.requireNonNull(Divisions.class.getResourceAsStream(LIST), LIST);
        try (var reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            Map<String, String> names = new LinkedHashMap<>();
            reader.lines().skip(1).map(line -> line.split(",", 2)).forEach(cells -> names.put(cells[0], cells[1]));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row row(DivisionCode code) {
        var row = PersonSections.plain()
                .text("code", code.digits())
                .text("name", name(code))
                .text("level", code.level().word());
        var below = code.parent().map(parent -> row.text("parent", parent.digits()));
        return placed(below.orElse(row), code)
                .text("province_name", name(code.path().getFirst()))
                .text("full_name", fullName(code));
    }

    /** With the codes of province, city and county, as far as the division lies in one or is one. */
    private static Row placed(Row row, DivisionCode code) {
        var placed = row;
        for (var above : code.path()) {
            placed = placed.when(
                    above.level() != Level.STREET,
                    more -> more.text(above.level().word(), above.digits()));
        }
        return placed;
    }

    /** As in an address: 北京市东城区东华门街道. */
    private String fullName(DivisionCode code) {
        return code.path().stream()
                .filter(above -> above.equals(code) || !GROUPS.contains(name(above)))
                .map(this::name)
                .distinct()
                .collect(Collectors.joining());
    }

    private String name(DivisionCode code) {
        return Objects.requireNonNull(names.get(code.digits()), code.digits());
    }
}
