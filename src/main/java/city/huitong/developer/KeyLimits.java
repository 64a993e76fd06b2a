package city.huitong.developer;

import city.huitong.platform.security.LimitTable;
import city.huitong.platform.security.StatedLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What is limited about clients themselves. */
@ApplicationScoped
class KeyLimits implements StatedLimits {

    private final LimitTable table;
    private final DeveloperConfig config;

    KeyLimits(LimitTable table, DeveloperConfig config) {
        this.table = table;
        this.config = config;
    }

    @Override
    public String part() {
        return "developers";
    }

    @Override
    public Map<String, Long> limits() {
        return Map.of(
                "keysAtOnce",
                (long) ChangeKeys.MOST,
                "graceSeconds",
                config.grace().toSeconds(),
                "usageKeptDays",
                config.usageKept().toDays(),
                "clientsPerDayAndAddresses",
                (long) table.newcomersPerDay());
    }
}
