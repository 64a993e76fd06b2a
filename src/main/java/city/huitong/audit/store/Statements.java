package city.huitong.audit.store;

import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Runs a small statement in either kind of transaction. */
final class Statements {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\?");

    private Statements() {}

    /**
     * Runs it.
     *
     * @param statement with {@code ?} for each text
     */
    static Uni<Void> execute(Tx tx, String statement, List<String> texts) {
        return switch (tx) {
            case SqlTx(var connection) ->
                connection
                        .preparedQuery(numbered(statement, "\\$"))
                        .execute(Tuple.from(texts))
                        .replaceWithVoid();
            case EntityTx(var session) -> {
                var query = session.createNativeQuery(numbered(statement, "?"));
                for (int i = 0; i < texts.size(); i++) {
                    query.setParameter(i + 1, texts.get(i));
                }
                yield query.executeUpdate().replaceWithVoid();
            }
        };
    }

    private static String numbered(String statement, String mark) {
        var number = new AtomicInteger();
        return PLACEHOLDER.matcher(statement).replaceAll(_ -> mark + number.incrementAndGet());
    }
}
