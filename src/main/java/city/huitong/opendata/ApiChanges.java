package city.huitong.opendata;

import java.util.List;

/** What has changed in the API. Comes with the hub. */
public interface ApiChanges {

    /** All changes, the newest first. */
    List<ApiChange> all();
}
