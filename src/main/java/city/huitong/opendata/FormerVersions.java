package city.huitong.opendata;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Which versions a dataset has had. */
public interface FormerVersions {

    /** The latest one there is. */
    Uni<Optional<DataVersion>> latest(DatasetId dataset);

    /** The version of this number. */
    Uni<Optional<DataVersion>> version(DatasetId dataset, long number);

    /** The latest version at a time. */
    Uni<Optional<DataVersion>> at(DatasetId dataset, Instant time);
}
