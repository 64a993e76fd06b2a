package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Entitlements, read side. */
public interface EntitlementQueries {

    /** All of one policy, by subject; of one state when one is named. */
    Uni<Page<Entitlement>> ofPolicy(SqlTx tx, PolicyId policy, Optional<String> state, PageRequest page);

    /** All of these subjects, by policy; for {@link ReadEntitlements}, which knows who may see them. */
    Uni<List<Entitlement>> ofSubjects(SqlTx tx, Collection<SubjectId> subjects);
}
