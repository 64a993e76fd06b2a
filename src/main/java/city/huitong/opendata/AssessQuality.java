package city.huitong.opendata;

import city.huitong.catalog.DatasetId;
import city.huitong.catalog.Field;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.FieldCounts.Filled;
import city.huitong.platform.runtime.CityClock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Checks the quality of an open dataset, as it was published last. Fields are counted once for each version. */
@ApplicationScoped
public class AssessQuality {

    private static final int MOST_KEPT = 1_000;

    private final LatestVersions versions;
    private final FieldCounts fields;
    private final CityClock clock;
    private final Cache<Counted, Optional<Filled>> known =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    AssessQuality(LatestVersions versions, FieldCounts fields, CityClock clock) {
        this.versions = versions;
        this.fields = fields;
        this.clock = clock;
    }

    /** What was counted: a version, with the fields that the schema and the levels made open then. */
    private record Counted(DatasetId dataset, List<Field> fields, long version) {}

    /** What was found, and of which version; there is none before the first publication. */
    public record Assessment(OpenDataset dataset, Optional<DataVersion> version, List<QualityCheck> checks) {}

    public Uni<Assessment> assess(OpenDataset dataset) {
        var version = versions.of(dataset.id());
        return filled(dataset, version)
                .map(filled -> new Quality(dataset).checks(version, filled, clock.now(), clock.zone()))
                .map(checks -> new Assessment(dataset, version, checks));
    }

    /** A count that took too long is kept as well: the next one would take as long. */
    private Uni<Optional<Filled>> filled(OpenDataset dataset, Optional<DataVersion> version) {
        var counted = new Counted(
                dataset.id(), dataset.fields(), version.map(DataVersion::number).orElse(0L));
        var before = known.getIfPresent(counted);
        return before != null
                ? Uni.createFrom().item(before)
                : fields.count(dataset.dataset(), dataset.fields()).invoke(filled -> known.put(counted, filled));
    }
}
