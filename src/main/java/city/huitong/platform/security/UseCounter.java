package city.huitong.platform.security;

/** Counts what clients ask for. Implemented where it is kept for them to see. */
public interface UseCounter {

    /** Counts a request that was answered. Must neither wait nor fail. */
    void count(KeyHolder holder, Use use);
}
