package city.huitong.consent.store;

import city.huitong.consent.LegalBasisRegister;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Legal bases as rows. Two processes that start at once are told of a change once: the second one's statement finds none. */
@ApplicationScoped
class SqlLegalBasisRegister implements LegalBasisRegister {

    private static final String REPLACE = """
            with given as (select * from unnest($1::text[], $2::text[]) as g (code, content)),
              gone as (delete from legal_basis where code not in (select code from given) returning code),
              kept as (
                insert into legal_basis as b (code, content) select code, content from given order by code
                on conflict (code) do update set content = excluded.content where b.content <> excluded.content
                returning code)
            select code from gone union all select code from kept order by code""";

    @Override
    public Uni<List<String>> replace(SqlTx tx, Map<String, String> contents) {
        var codes = contents.keySet().stream().sorted().toArray(String[]::new);
        var texts = contents.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toArray(String[]::new);
        return tx.connection()
                .preparedQuery(REPLACE)
                .execute(Tuple.of(codes, texts))
                .map(rows -> rows.stream().map(row -> row.getString("code")).toList());
    }
}
