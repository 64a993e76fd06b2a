package city.huitong.opendata;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the open catalogue. */
@ConfigMapping(prefix = "huitong.catalog")
public interface DcatConfig {

    /** A folder whose {@code *.ttl} are SHACL shapes to check the catalogue by besides the hub's own: the official ones of DCAT-AP. */
    Optional<Path> shapesFolder();

    /** Whom to ask, where the city's pack does not say. */
    @WithDefault("Open data team")
    String contactName();

    /** Where to write to, where the city's pack does not say. */
    Optional<String> contactEmail();
}
