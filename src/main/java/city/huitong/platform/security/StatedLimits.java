package city.huitong.platform.security;

import java.util.Map;

/** Limits of a part of the hub that are no units; they are told together with those that are. */
public interface StatedLimits {

    /** The part's name in camel case. */
    String part();

    /** By name, with the unit in the name where it has one. */
    Map<String, Long> limits();
}
