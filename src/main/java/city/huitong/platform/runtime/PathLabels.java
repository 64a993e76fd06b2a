package city.huitong.platform.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps paths as they were sent out of the metrics. A request that is refused before it is routed has no template, so its path
 * would become a label: with whatever official number a client has put there, and one label for each.
 */
@Singleton
class PathLabels {

    private static final String METRICS = "http.server";
    private static final String PATH = "uri";
    private static final String REFUSED = "REFUSED";

    /** Given ahead of the routes: no or a wrong token, too large, too much, not now. */
    private static final Set<String> EARLY = Set.of("400", "401", "413", "415", "429", "503");

    /** A template of ours: plain words and parameters. */
    private static final Pattern TEMPLATE =
            Pattern.compile("(/([a-z][a-z0-9._-]{0,30}|\\{[a-zA-Z]+(:[^/]*)?}))*/?|[A-Z_]+");

    @Produces
    @Singleton
    MeterFilter withoutSentPaths() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                var path = id.getTag(PATH);
                return path == null || !id.getName().startsWith(METRICS) || isTemplate(path, id.getTag("status"))
                        ? id
                        : id.withTag(Tag.of(PATH, REFUSED));
            }
        };
    }

    private static boolean isTemplate(String path, @Nullable String status) {
        var mayBeAsSent = status != null && EARLY.contains(status) && !path.contains("{");
        return !mayBeAsSent && TEMPLATE.matcher(path).matches();
    }
}
