package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * Somebody who does not exist.
 *
 * @param number the citizen number
 * @param age on the city's reference day
 * @param household index of the household; empty for the few without
 * @param local registered in this city
 */
record Person(
        int index,
        String number,
        String name,
        boolean male,
        LocalDate birth,
        int age,
        OptionalInt household,
        String relation,
        boolean local) {

    boolean adult() {
        return age >= People.ADULT;
    }
}
