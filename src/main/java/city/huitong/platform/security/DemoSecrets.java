package city.huitong.platform.security;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start in production with a secret that everybody can read in this project, or with an issuer that gives a token to
 * everybody. The demo keys are known by what they say: decoded, each begins with "demo key".
 */
@ApplicationScoped
class DemoSecrets {

    private static final String KEYS = "huitong.keys.";
    private static final String DEMO = "demo key";
    private static final String ISSUER = "quarkus.oidc.token.issuer";
    private static final String PASSWORD = "quarkus.datasource.password";
    private static final String AUDIENCE = "quarkus.oidc.token.audience";

    private final Config config;

    DemoSecrets(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        var found = LaunchMode.current() == LaunchMode.NORMAL ? in(config) : List.<String>of();
        if (!found.isEmpty()) {
            throw new ConfigurationException("the hub does not start: " + String.join("; ", found));
        }
    }

    /** A sentence for each setting that must not be used in production. */
    static List<String> in(Config config) {
        var found = new ArrayList<String>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(KEYS))
                .sorted()
                .filter(name -> isDemoKey(value(config, name)))
                .forEach(name -> found.add(name + " is a demo key; use your own 32 bytes (openssl rand -base64 32)"));
        if (value(config, ISSUER).equals("huitong-embedded")) {
            found.add(ISSUER + " is the demo issuer; name your OpenID Connect provider with HUITONG_OIDC_URL");
        }
        if (value(config, PASSWORD).equals("embedded")) {
            found.add(PASSWORD + " is the demo password; set HUITONG_DB_PASSWORD");
        }
        if (List.of("", "any").contains(value(config, AUDIENCE))) {
            found.add(AUDIENCE + " lets tokens for everybody in; name this hub as your issuer does");
        }
        return found;
    }

    private static String value(Config config, String name) {
        // Through the optional, since a name without a value is no failure here.
        Optional<String> value = config.getOptionalValue(name, String.class);
        return value.orElse("");
    }

    /** Some settings are lists of keys. */
    private static boolean isDemoKey(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).anyMatch(DemoSecrets::isOneDemoKey);
    }

    private static boolean isOneDemoKey(String value) {
        try {
            var decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
            return decoded.startsWith(DEMO);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
