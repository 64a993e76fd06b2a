package city.huitong.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSecretsTest {

    private static final Path SETTINGS = Path.of("src", "main", "resources", "application.properties");

    @Test
    void findsEveryDemoSecretOfThisProject() throws IOException {
        var demo = new SmallRyeConfigBuilder()
                .withProfile("test")
                .withSources(new PropertiesConfigSource(SETTINGS.toUri().toURL()))
                .withInterceptors(new io.smallrye.config.ProfileConfigSourceInterceptor(List.of("test")))
                .build();
        assertThat(DemoSecrets.in(demo))
                .anyMatch(sentence -> sentence.startsWith("huitong.keys.encryption is a demo key"))
                .anyMatch(sentence -> sentence.startsWith("huitong.keys.pseudonym is a demo key"))
                .anyMatch(sentence -> sentence.startsWith("quarkus.oidc.token.issuer is the demo issuer"))
                .anyMatch(sentence -> sentence.startsWith("quarkus.datasource.password is the demo password"));
    }

    @Test
    void findsNothingInSettingsOfOnesOwn() {
        assertThat(found(Map.of())).isEmpty();
    }

    @Test
    void findsTokensThatAreForEverybody() {
        assertThat(found(Map.of("quarkus.oidc.token.audience", "any"))).hasSize(1);
        assertThat(found(Map.of("quarkus.oidc.token.audience", ""))).hasSize(1);
    }

    @Test
    void findsDemoKeysOfFeaturesToCome() {
        var demo = Base64.getEncoder()
                .encodeToString("demo key of something new.......".getBytes(StandardCharsets.US_ASCII));
        assertThat(found(Map.of("huitong.keys.something-new", demo)))
                .containsExactly(
                        "huitong.keys.something-new is a demo key; use your own 32 bytes (openssl rand -base64 32)");
    }

    @Test
    void findsDemoKeysInLists() {
        var demo = Base64.getEncoder()
                .encodeToString("demo key of something old.......".getBytes(StandardCharsets.US_ASCII));
        assertThat(found(Map.of(
                        "huitong.keys.other-pseudonym", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=, " + demo)))
                .hasSize(1);
    }

    private static List<String> found(Map<String, String> changed) {
        var settings = new HashMap<>(Map.of(
                "huitong.keys.encryption", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=",
                "huitong.keys.pseudonym", "EjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8=",
                "quarkus.oidc.token.audience", "huitong",
                "quarkus.datasource.password", "one of its own"));
        settings.putAll(changed);
        return DemoSecrets.in(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "settings", 100))
                .build());
    }
}
