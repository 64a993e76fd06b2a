package city.huitong.platform.security;

import java.util.Locale;

/** How much a client with an API key may ask for: names of rows in the table of tiers. */
public enum KeyTier {
    /** At once, for everybody who registers. */
    TRIAL,
    /** For those whom an operator has approved. */
    PRODUCTION;

    /** Its name in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
