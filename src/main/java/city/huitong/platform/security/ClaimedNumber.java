package city.huitong.platform.security;

import java.util.Objects;

/**
 * The official number with which a data subject has logged in. It may only be turned into the subject's pseudonym: it prints as
 * nothing, has no property that a serializer would find, and compares by value.
 */
public final class ClaimedNumber {

    private final String number;

    ClaimedNumber(String number) {
        this.number = number;
    }

    /** The number itself, for the one place that makes pseudonyms. Never log, answer or store it. */
    public String reveal() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClaimedNumber that && number.equals(that.number);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(number);
    }

    @Override
    public String toString() {
        return "[official number]";
    }
}
