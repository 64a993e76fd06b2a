package city.huitong.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the audit log. */
@ConfigMapping(prefix = "huitong.audit")
public interface AuditConfig {

    /** The folder the log is written to; all processes of a hub need the same one. */
    Path logFolder();

    /** The log's name, also the name of its key; a host and path of the hub's, without scheme, spaces and plus signs. */
    String origin();

    /** The Ed25519 key (RFC 8032) that signs checkpoints: its 32 bytes in base64. */
    String signingKey();

    /** Keys that signed earlier checkpoints, as C2SP verifier keys. */
    Optional<List<String>> formerKeys();

    /** How long entries wait at most until they are numbered together. */
    @WithDefault("250ms")
    Duration interval();

    /** How many entries are numbered together at most. */
    @WithDefault("8192")
    int batch();

    /** How many older leaves are compared with the files in each second, in the background; 0 compares none. */
    @WithDefault("2560")
    int patrol();

    /** The longest time for which an entry can be kept from its subject. */
    @WithDefault("90d")
    Duration maxDelay();
}
