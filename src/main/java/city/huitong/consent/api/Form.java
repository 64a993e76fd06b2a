package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.consent.Item;
import city.huitong.consent.Terms;
import city.huitong.consent.api.ConsentJson.ItemJson;
import city.huitong.platform.problem.Violation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the parts of a body, notes everything that is wrong, and refuses once. */
final class Form {

    /** Codes and references of recipients: no room for names, and none for official numbers. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern NUMBER_IN_IT = Pattern.compile("[0-9]{15}");
    private static final Pattern FACT = Pattern.compile(city.huitong.catalog.FactName.FORM);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final List<Violation> found = new ArrayList<>();

    /** Fails with {@code request-invalid} if anything was wrong. */
    void refuse() {
        if (!found.isEmpty()) {
            throw REQUEST_INVALID.because("see errors").with(found);
        }
    }

    void wrong(String pointer, String code, String sentence) {
        found.add(new Violation(pointer, code, sentence));
    }

    String code(String pointer, @Nullable String text) {
        if (text == null
                || !CODE.matcher(text).matches()
                || NUMBER_IN_IT.matcher(text).find()) {
            wrong(
                    pointer,
                    "wrong-pattern",
                    "must be 1 to 64 letters, digits, dots, dashes and underscores, and no number of 15");
            return "";
        }
        return text;
    }

    Optional<String> optionalCode(String pointer, @Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(code(pointer, text));
    }

    int whole(String pointer, @Nullable Integer number, int from, int to) {
        if (number == null || number < from || number > to) {
            wrong(pointer, "out-of-range", "must be a whole number from " + from + " to " + to);
            return from;
        }
        return number;
    }

    Optional<Integer> optionalWhole(String pointer, @Nullable Integer number, int from, int to) {
        return number == null ? Optional.empty() : Optional.of(whole(pointer, number, from, to));
    }

    /** To the second. */
    Instant time(String pointer, @Nullable String text) {
        try {
            var time = Instant.parse(text == null ? "" : text).truncatedTo(ChronoUnit.SECONDS);
            if (time.isAfter(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // Falls through: the same answer for everything that is no time.
        }
        wrong(pointer, "time-invalid", "must be a time in UTC, as 2026-12-24T12:00:00Z");
        return Instant.EPOCH;
    }

    Optional<Instant> optionalTime(String pointer, @Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(time(pointer, text));
    }

    Set<Item> items(@Nullable List<@Nullable ItemJson> items) {
        if (items == null || items.isEmpty() || items.size() > Terms.MAX_ITEMS) {
            wrong("/items", "out-of-range", "must be 1 to " + Terms.MAX_ITEMS + " items");
            return Set.of();
        }
        var read = new LinkedHashSet<Item>();
        for (var i = 0; i < items.size(); i++) {
            var item = item("/items/" + i, items.get(i));
            if (item.isPresent() && !read.add(item.get())) {
                wrong("/items/" + i, "duplicate", "is listed twice");
            }
        }
        return read;
    }

    Set<String> facts(@Nullable List<@Nullable String> names) {
        if (names == null || names.isEmpty() || names.size() > Terms.MAX_ITEMS) {
            wrong("/facts", "out-of-range", "must be 1 to " + Terms.MAX_ITEMS + " facts");
            return Set.of();
        }
        var read = new LinkedHashSet<String>();
        for (var i = 0; i < names.size(); i++) {
            fact("/facts/" + i, names.get(i), read);
        }
        return read;
    }

    /** The key, if one was sent. */
    Optional<String> key(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            wrong(
                    "Idempotency-Key",
                    "wrong-pattern",
                    "must be 1 to 200 visible ASCII characters; use a UUID, for example");
        }
        return Optional.ofNullable(key);
    }

    /** An id from a path; what is none is of nothing. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void fact(String pointer, @Nullable String name, Set<String> read) {
        if (name == null || !FACT.matcher(name).matches()) {
            wrong(pointer, "wrong-pattern", "must be the full name of a fact, as person.birth");
        } else if (!read.add(name)) {
            wrong(pointer, "duplicate", "is listed twice");
        }
    }

    private Optional<Item> item(String pointer, @Nullable ItemJson item) {
        var kind = Optional.ofNullable(item).map(ItemJson::kind).flatMap(Item.Kind::parse);
        var code = item == null ? null : item.code();
        if (kind.isEmpty() || code == null) {
            wrong(pointer, "item-unknown", "must have a kind (fact, predicate, band, score) and a code");
            return Optional.empty();
        }
        return Optional.of(new Item(kind.get(), code(pointer + "/code", code)));
    }
}
