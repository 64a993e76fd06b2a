package city.huitong.catalog;

/**
 * A text for people, in Chinese and English.
 *
 * @param zh Chinese, never blank
 * @param en English, never blank; the Chinese text where nobody has translated it yet
 */
public record LocalizedText(String zh, String en) {

    public LocalizedText {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("a text needs words in zh and en");
        }
    }

    /** A text that exists in one language only. */
    public static LocalizedText of(String zh) {
        return new LocalizedText(zh, zh);
    }
}
