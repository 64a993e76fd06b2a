package city.huitong.subject.store;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.ingest.SubjectDirectory.Encounter;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.security.Sealing;
import city.huitong.subject.SubjectRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The register of subjects as a table. Sealing is done for newcomers only: most records are about people already known. */
@ApplicationScoped
class SqlSubjectRepository implements SubjectRepository {

    private static final String UNKNOWN = """
            select id from unnest($1::uuid[]) as met(id)
            where not exists (select from subject where subject.id = met.id)""";

    /** In the order of the keys, so that two transactions that meet the same newcomers cannot block each other. */
    private static final String ENROL = """
            insert into subject (id, kind, shard, number)
            select * from unnest($1::uuid[], $2::text[], $3::smallint[], $4::bytea[]) as met(id, kind, shard, number)
            order by id on conflict (id) do nothing""";

    private final Pool pool;
    private final Sealing sealing;

    SqlSubjectRepository(Pool pool, Sealing sealing) {
        this.pool = pool;
        this.sealing = sealing;
    }

    @Override
    public Uni<Void> enrol(SqlTx tx, Collection<Encounter> subjects) {
        Map<UUID, Encounter> met =
                subjects.stream().collect(Collectors.toMap(s -> s.id().value(), Function.identity()));
        return tx.connection()
                .preparedQuery(UNKNOWN)
                .execute(Tuple.of(met.keySet().toArray(UUID[]::new)))
                .map(rows -> newcomers(rows, met))
                .chain(newcomers -> insert(tx, newcomers));
    }

    @Override
    public Uni<Optional<SubjectKind>> kindOf(SubjectId id) {
        return pool.preparedQuery("select kind from subject where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst().flatMap(row -> SubjectKind.parse(row.getString("kind"))));
    }

    private static List<Encounter> newcomers(RowSet<Row> rows, Map<UUID, Encounter> met) {
        return rows.stream().map(row -> met.get(row.getUUID("id"))).toList();
    }

    private Uni<Void> insert(SqlTx tx, List<Encounter> newcomers) {
        if (newcomers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.of(
                newcomers.stream().map(s -> s.id().value()).toArray(UUID[]::new),
                newcomers.stream().map(s -> s.kind().word()).toArray(String[]::new),
                newcomers.stream().map(s -> s.id().shard()).toArray(Short[]::new),
                newcomers.stream().map(this::sealed).toArray(Buffer[]::new));
        return tx.connection().preparedQuery(ENROL).execute(parameters).replaceWithVoid();
    }

    private Buffer sealed(Encounter subject) {
        return Buffer.buffer(sealing.seal(subject.number().getBytes(StandardCharsets.UTF_8)));
    }
}
