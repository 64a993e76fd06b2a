package city.huitong.policy;

import java.util.Locale;

/** How much a subject has to do to get what it is entitled to. */
public enum Automation {
    /** Nothing: granted without an application (免申即享). */
    DIRECT,
    /** One confirmation. */
    CONFIRM,
    /** An application that the city has filled in as far as it can (快申快享). */
    ASSISTED;

    /** The name as written in policies and answers: {@code direct}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
