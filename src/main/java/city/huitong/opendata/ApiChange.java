package city.huitong.opendata;

import city.huitong.catalog.LocalizedText;
import java.time.Instant;

/**
 * A change of the API itself, for those whose programs use it.
 *
 * @param at when it was released
 * @param kind {@code added}, {@code changed}, {@code deprecated} or {@code removed}
 * @param title in a few words
 * @param text what to do about it
 */
public record ApiChange(Instant at, String kind, LocalizedText title, LocalizedText text) {}
