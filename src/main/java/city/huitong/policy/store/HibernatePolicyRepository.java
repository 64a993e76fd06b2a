package city.huitong.policy.store;

import city.huitong.platform.data.EntityTx;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyRepository;
import city.huitong.policy.Publication;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Publications as entities. */
@ApplicationScoped
class HibernatePolicyRepository implements PolicyRepository {

    static final String CHANNEL = "huitong_policies";

    private static final String LATEST = "from PublicationEntity where policyId = ?1 order by number desc limit 1";

    private static final String LOCK =
            "select cast(pg_advisory_xact_lock(hashtextextended('policy:' || ?1, 0)) as text)";

    private static final String ALL_LATEST = """
            from PublicationEntity p where number = (
              select max(q.number) from PublicationEntity q where q.policyId = p.policyId)
            order by policyId""";

    private final Mutiny.SessionFactory sessions;
    /** By id: reading a document takes longer than its row, and rows never change. */
    private final ConcurrentHashMap<String, Publication> known = new ConcurrentHashMap<>();

    HibernatePolicyRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Optional<Publication>> latest(EntityTx tx, PolicyId policy) {
        return tx.session()
                .createNativeQuery(LOCK)
                .setParameter(1, policy.value())
                .getSingleResult()
                .chain(() -> tx.session()
                        .createQuery(LATEST, PublicationEntity.class)
                        .setParameter(1, policy.value())
                        .getSingleResultOrNull())
                .map(entity -> Optional.ofNullable(entity).map(PublicationEntity::toDomain));
    }

    @Override
    public Uni<Void> add(EntityTx tx, Publication publication) {
        return tx.session()
                .persist(PublicationEntity.from(publication))
                .chain(() -> tx.session()
                        .createNativeQuery("select cast(pg_notify('" + CHANNEL + "', '') as text)")
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Publication>> allLatest() {
        return sessions.withSession(session ->
                        session.createQuery(ALL_LATEST, PublicationEntity.class).getResultList())
                .map(this::publications);
    }

    private List<Publication> publications(List<PublicationEntity> entities) {
        var ids = entities.stream().map(PublicationEntity::id).collect(Collectors.toSet());
        known.keySet().retainAll(ids);
        return entities.stream()
                .map(entity -> known.computeIfAbsent(entity.id(), _ -> entity.toDomain()))
                .toList();
    }
}
