package city.huitong.embedded;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Starts the embedded servers when the configuration is first read in dev mode or a test, and says where they are. A config
 * source is the one hook that runs early enough in both: before migrations, connection pools and Kafka channels.
 */
public final class EmbeddedConfigSourceFactory implements ConfigSourceFactory {

    /** Above application.properties (250), below environment variables (300): those still win. */
    private static final int ORDINAL = 270;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return embeddedProfile(context)
                .filter(_ -> !runsInsideMaven() && enabled(context))
                .map(profile -> EmbeddedServers.startedFor(profile, reset(context)))
                .<Iterable<ConfigSource>>map(EmbeddedConfigSourceFactory::asSource)
                .orElse(List.of());
    }

    private static Optional<String> embeddedProfile(ConfigSourceContext context) {
        return context.getProfiles().stream()
                .filter(profile -> profile.equals("dev") || profile.equals("test"))
                .findFirst();
    }

    /** The build itself reads the configuration in Maven's JVM; no server is wanted there. */
    private static boolean runsInsideMaven() {
        return System.getProperty("sun.java.command", "").startsWith("org.codehaus.plexus.classworlds");
    }

    private static boolean enabled(ConfigSourceContext context) {
        return flag(context, "huitong.embedded.enabled", true);
    }

    private static boolean reset(ConfigSourceContext context) {
        return flag(context, "huitong.embedded.reset", false);
    }

    private static boolean flag(ConfigSourceContext context, String name, boolean otherwise) {
        var value = context.getValue(name);
        var missing = value == null || value.getValue() == null;
        return missing ? otherwise : Boolean.parseBoolean(value.getValue());
    }

    private static List<ConfigSource> asSource(Map<String, String> settings) {
        return List.of(new PropertiesConfigSource(settings, "embedded servers", ORDINAL));
    }
}
