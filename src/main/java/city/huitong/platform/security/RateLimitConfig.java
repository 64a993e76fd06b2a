package city.huitong.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** How much a caller may ask for, in cost units: one table of tiers, and who has which. */
@ConfigMapping(prefix = "huitong.rate-limits")
interface RateLimitConfig {

    /** The tiers by name. */
    Map<String, Tier> tiers();

    /** The tier of each role; of several the one with the most units a second counts. */
    Map<String, String> roles();

    /** Clients that have another tier than their role, by the name of the caller. */
    Map<String, String> clients();

    /** The tier of callers without a token, by class of address, and of roles that have none. */
    @WithDefault("anonymous")
    String otherwise();

    /** How many clients may be registered in a day from one class of addresses, in each process. */
    @WithDefault("20")
    int newcomersPerDay();

    Costs costs();

    /** Addresses that cost nothing: what watches the hub must not be kept out by what it watches. */
    @WithDefault("/q/,/embedded/")
    Set<String> free();

    /** One row of the table. */
    interface Tier {

        /** Units that come back each second, in each process. */
        int perSecond();

        /** Units that may be used at once, in each process. */
        int burst();

        /** Units a day of the city, over all processes; none for no such limit. */
        OptionalInt perDay();
    }

    /** What requests cost. */
    interface Costs {

        /** A read by REST. */
        @WithDefault("1")
        int read();

        /** Everything else by REST. */
        @WithDefault("5")
        int write();

        /** A list by REST costs one unit more for each so many rows that are asked for. */
        @WithDefault("100")
        int rows();

        /** A file of open data, or its manifest. */
        @WithDefault("20")
        int export();

        /** A GraphQL query is let in for one unit for each so many bytes of its body that are begun. */
        @WithDefault("256")
        int graphqlBytes();

        /** Once read, it costs one unit for each so many values that it asks for, if that is more. */
        @WithDefault("500")
        int graphqlValues();
    }
}
