package city.huitong.demo;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known about one subject, by the full names of facts; a name that is not there is a missing fact. Money is fen. */
final class KnownFacts {

    private final Map<String, Object> values = new HashMap<>();

    KnownFacts put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    KnownFacts put(String name, Optional<?> value) {
        value.ifPresent(known -> values.put(name, known));
        return this;
    }

    Optional<Long> number(String name) {
        return Optional.ofNullable((Long) values.get(name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    Optional<Boolean> flag(String name) {
        return Optional.ofNullable((Boolean) values.get(name));
    }

    Optional<LocalDate> day(String name) {
        return Optional.ofNullable((LocalDate) values.get(name));
    }

    Optional<Integer> age(String name, LocalDate asOf) {
        return Optional.ofNullable((LocalDate) values.get(name))
                .map(birth -> Period.between(birth, asOf).getYears());
    }
}
