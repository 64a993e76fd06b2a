package city.huitong.ingest;

import city.huitong.catalog.RecordTable;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The versions of the open datasets. */
public interface DatasetVersions {

    /** On this channel of PostgreSQL each new version is announced by its dataset's id. */
    String CHANNEL = RecordTable.VERSIONS;

    /** The latest version of every dataset that has one, by the dataset's id. */
    Uni<Map<String, DataVersion>> heads();
}
