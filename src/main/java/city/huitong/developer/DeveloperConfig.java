package city.huitong.developer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Developers' clients. */
@ConfigMapping(prefix = "huitong.developers")
interface DeveloperConfig {

    /** How long a key still holds once another was made in its place. */
    @WithDefault("7d")
    Duration grace();

    /** How long it is kept what was used. */
    @WithDefault("396d")
    Duration usageKept();
}
