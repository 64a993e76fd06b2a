package city.huitong.opendata;

/** How the catalogue is written down. */
public enum DcatFormat {
    JSON_LD("application/ld+json"),
    TURTLE("text/turtle");

    private final String mediaType;

    DcatFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type; UTF-8 in both cases. */
    public String mediaType() {
        return mediaType;
    }
}
