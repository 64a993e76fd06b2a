package city.huitong.consent;

import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The legal bases that were in force when the hub last started. */
public interface LegalBasisRegister {

    /**
     * Remembers these and no others.
     *
     * @param contents by code
     * @return the codes of those that are new, different or gone
     */
    Uni<List<String>> replace(SqlTx tx, Map<String, String> contents);
}
