package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;

/** Who lives and works in the city; what departments know about them is drawn from it. */
record World(long seed, LocalDate today, List<Person> people, List<Household> households, List<Firm> firms) {

    Draw draw(String section, int index) {
        return Draw.of(seed, section, index);
    }
}
