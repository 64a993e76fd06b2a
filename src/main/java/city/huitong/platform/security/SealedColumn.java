package city.huitong.platform.security;

/** Where sealed values are kept; each store that has some says so, and they are sealed anew when the key changes. */
public interface SealedColumn {

    /** The table; an identifier that needs no quotes. */
    String table();

    /** Its column of sealed bytes. */
    String column();
}
