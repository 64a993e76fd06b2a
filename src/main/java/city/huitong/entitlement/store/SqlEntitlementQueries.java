package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.EntitlementQueries;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads entitlements. */
@ApplicationScoped
class SqlEntitlementQueries implements EntitlementQueries {

    private static final String OF_POLICY = """
            select * from entitlement
            where policy_id = $1 and ($2::text is null or state = $2) and subject > $3
            order by subject limit $4""";

    private static final String OF_SUBJECTS =
            "select * from entitlement where subject = any($1) order by subject, policy_id";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Override
    public Uni<Page<Entitlement>> ofPolicy(SqlTx tx, PolicyId policy, Optional<String> state, PageRequest page) {
        var after = page.after(UUID::fromString, BEFORE_ALL);
        return tx.connection()
                .preparedQuery(OF_POLICY)
                .execute(Tuple.of(policy.value(), state.orElse(null), after, page.limit() + 1))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList())
                .map(rows ->
                        Page.of(page, rows, entitlement -> entitlement.subject().toString()));
    }

    @Override
    public Uni<List<Entitlement>> ofSubjects(SqlTx tx, Collection<SubjectId> subjects) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(OF_SUBJECTS)
                .execute(Tuple.of(ids))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList());
    }
}
