package city.huitong.consent;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing a consent lets its recipient see.
 *
 * @param code for a fact its full name, {@code person.birth}
 */
public record Item(Kind kind, String code) implements Comparable<Item> {

    /** Kinds of items, as fair-use rules name them. Only facts can be asked for as yet. */
    public enum Kind {
        FACT,
        PREDICATE,
        BAND,
        SCORE;

        /** As written in JSON and city packs: {@code fact}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of this word. */
        public static Optional<Kind> parse(String word) {
            return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /** A fact by its full name. */
    public static Item fact(String name) {
        return new Item(Kind.FACT, name);
    }

    /** The item behind {@link #toString()}. */
    public static Item parse(String text) {
        var colon = text.indexOf(':');
        return new Item(Kind.parse(text.substring(0, colon)).orElseThrow(), text.substring(colon + 1));
    }

    @Override
    public int compareTo(Item other) {
        return toString().compareTo(other.toString());
    }

    /** {@code fact:person.birth}. */
    @Override
    public String toString() {
        return kind.word() + ":" + code;
    }
}
