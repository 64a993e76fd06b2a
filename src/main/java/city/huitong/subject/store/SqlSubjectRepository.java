package city.huitong.subject.store;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.ingest.SubjectDirectory.Encounter;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.security.Sealing;
import city.huitong.subject.SubjectRepository;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The register of subjects as a table. */
@ApplicationScoped
class SqlSubjectRepository implements SubjectRepository {

    /**
     * Newcomers only: most records are about people already known, and they must not cost a write. In the order of the keys, so
     * that two transactions that meet the same newcomers cannot block each other.
     */
    private static final String ENROL = """
            insert into subject (id, kind, shard, number, digest_key)
            select met.*, (select id from pseudonym_key order by current_since desc limit 1)
            from unnest($1::uuid[], $2::text[], $3::smallint[], $4::bytea[]) as met(id, kind, shard, number)
            where not exists (select from subject where subject.id = met.id)
            order by met.id on conflict do nothing""";

    private final Pool pool;
    private final Sealing sealing;

    SqlSubjectRepository(Pool pool, Sealing sealing) {
        this.pool = pool;
        this.sealing = sealing;
    }

    /** Sealing a thousand numbers is work for a worker. */
    @Override
    public Uni<Void> enrol(SqlTx tx, Collection<Encounter> subjects) {
        return Uni.createFrom()
                .item(() -> parameters(List.copyOf(subjects)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(parameters -> tx.connection().preparedQuery(ENROL).execute(parameters))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<SubjectKind>> kindOf(SubjectId id) {
        return pool.preparedQuery("select kind from subject where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst().flatMap(row -> SubjectKind.parse(row.getString("kind"))));
    }

    private Tuple parameters(List<Encounter> subjects) {
        var numbers = subjects.stream()
                .map(subject -> subject.number().getBytes(StandardCharsets.UTF_8))
                .toList();
        return Tuple.of(
                subjects.stream().map(s -> s.id().value()).toArray(UUID[]::new),
                subjects.stream().map(s -> s.kind().word()).toArray(String[]::new),
                subjects.stream().map(s -> s.id().shard()).toArray(Short[]::new),
                sealing.sealAll(numbers).stream().map(Buffer::buffer).toArray(Buffer[]::new));
    }
}
