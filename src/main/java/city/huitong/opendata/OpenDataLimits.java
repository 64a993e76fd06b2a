package city.huitong.opendata;

import city.huitong.platform.security.StatedLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is limited about open data, beside its price. */
@ApplicationScoped
class OpenDataLimits implements StatedLimits {

    private final long exports;
    private final long followers;

    OpenDataLimits(
            @ConfigProperty(name = "huitong.open-data.exports", defaultValue = "3") long exports,
            @ConfigProperty(name = "huitong.open-data.followers", defaultValue = "1000") long followers) {
        this.exports = exports;
        this.followers = followers;
    }

    @Override
    public String part() {
        return "openData";
    }

    @Override
    public Map<String, Long> limits() {
        return Map.of(
                "rowsOnAPage", (long) QueryReader.MAX_LIMIT,
                "rowsOnAPageByDefault", (long) QueryReader.DEFAULT_LIMIT,
                "filesAtOnce", exports,
                "followersAtOnce", followers,
                "smallestGroupOfPeople", (long) GroupQuery.SMALLEST_GROUP);
    }
}
