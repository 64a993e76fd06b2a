package city.huitong.policy.store;

import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.policy.PolicyId;
import city.huitong.policy.Proposal;
import city.huitong.policy.ProposalQueries;
import city.huitong.policy.ProposalRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Proposals as entities. Identifiers grow with time, so newest first is by identifier. */
@ApplicationScoped
class HibernateProposalRepository implements ProposalRepository, ProposalQueries {

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final String WAITING =
            "from ProposalEntity where policyId = ?1 and hash = ?2 and state = 'PROPOSED'";

    private static final String LIST = """
            from ProposalEntity where (?1 = '' or policyId = ?1) and (?2 = '' or state = ?2) and id < ?3
            order by id desc""";

    /** The same words may be proposed twice at the same moment; the second one waits here for the first. */
    private static final String ALONE =
            "select cast(pg_advisory_xact_lock(hashtextextended('proposal:' || ?1, 0)) as text)";

    private final Mutiny.SessionFactory sessions;

    HibernateProposalRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Boolean> add(EntityTx tx, Proposal proposal) {
        return tx.session()
                .createNativeQuery(ALONE)
                .setParameter(1, proposal.policy().value())
                .getSingleResult()
                .chain(() -> waiting(tx, proposal.policy(), proposal.hash()))
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().item(false)
                        : tx.session()
                                .persist(ProposalEntity.from(proposal))
                                .chain(tx.session()::flush)
                                .replaceWith(true));
    }

    @Override
    public Uni<Optional<Proposal>> locked(EntityTx tx, UUID id) {
        return tx.session()
                .find(ProposalEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                .map(HibernateProposalRepository::proposal);
    }

    @Override
    public Uni<Optional<Proposal>> waiting(EntityTx tx, PolicyId policy, String hash) {
        return tx.session()
                .createQuery(WAITING, ProposalEntity.class)
                .setParameter(1, policy.value())
                .setParameter(2, hash)
                .getSingleResultOrNull()
                .map(HibernateProposalRepository::proposal);
    }

    @Override
    public Uni<Void> save(EntityTx tx, Proposal proposal) {
        return tx.session()
                .find(ProposalEntity.class, proposal.id())
                .invoke(entity -> entity.take(proposal))
                .chain(tx.session()::flush);
    }

    @Override
    public Uni<Optional<Proposal>> find(PolicyId policy, UUID id) {
        return sessions.withSession(session -> session.find(ProposalEntity.class, id))
                .map(HibernateProposalRepository::proposal)
                .map(found -> found.filter(proposal -> proposal.policy().equals(policy)));
    }

    @Override
    public Uni<Page<Proposal>> list(Optional<PolicyId> policy, Optional<String> state, PageRequest page) {
        return sessions.withSession(session -> session.createQuery(LIST, ProposalEntity.class)
                        .setParameter(1, policy.map(PolicyId::value).orElse(""))
                        .setParameter(2, state.orElse(""))
                        .setParameter(3, page.after(UUID::fromString, AFTER_ALL))
                        .setMaxResults(page.limit() + 1)
                        .getResultList())
                .map(HibernateProposalRepository::proposals)
                .map(rows -> Page.of(page, rows, proposal -> proposal.id().toString()));
    }

    private static Optional<Proposal> proposal(ProposalEntity entity) {
        return Optional.ofNullable(entity).map(ProposalEntity::toDomain);
    }

    private static List<Proposal> proposals(List<ProposalEntity> entities) {
        return entities.stream().map(ProposalEntity::toDomain).toList();
    }
}
