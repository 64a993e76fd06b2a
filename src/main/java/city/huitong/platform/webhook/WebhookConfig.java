package city.huitong.platform.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of webhooks. */
@ConfigMapping(prefix = "huitong.webhooks")
interface WebhookConfig {

    /** Whether recipients on this machine are told, also without TLS: for development and tests only. */
    @WithDefault("false")
    boolean allowLoopback();

    /** How long a recipient may take to answer. */
    @WithDefault("10s")
    Duration deadline();

    /** How many deliveries a process makes at once. */
    @WithDefault("64")
    int atOnce();

    /** How many of them to one recipient; one, while it does not answer as it should. */
    @WithDefault("4")
    int atOnceToEach();

    /** The longest pause before the second attempt; it doubles with each further one. */
    @WithDefault("1s")
    Duration firstRetry();

    /** The longest pause between two attempts. */
    @WithDefault("1h")
    Duration longestRetry();

    /** After how long without success a delivery is given up, and an endpoint that takes nothing is disabled. */
    @WithDefault("5d")
    Duration giveUpAfter();

    /** How long deliveries are listed after they have ended. */
    @WithDefault("30d")
    Duration keep();
}
