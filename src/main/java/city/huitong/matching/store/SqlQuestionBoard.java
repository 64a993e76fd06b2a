package city.huitong.matching.store;

import city.huitong.catalog.ShardRange;
import city.huitong.matching.Answer;
import city.huitong.matching.Question;
import city.huitong.matching.QuestionBoard;
import city.huitong.platform.data.Notifications;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Questions and answers as rows, announced by {@code NOTIFY}. Every process has this connection anyway, and nobody else. */
@ApplicationScoped
class SqlQuestionBoard implements QuestionBoard {

    private static final String CHANNEL = "huitong_questions";

    /** And takes away what was left by processes that died while they waited. */
    private static final String ASK = """
            with left_behind as (delete from column_question where asked_at < now() - interval '10 minutes'),
            asked as (insert into column_question (id, question) values ($1, $2) returning id)
            select pg_notify('huitong_questions', id::text) from asked""";

    /** Nobody waits any more: then there is nothing to say. */
    private static final String SAY = """
            insert into column_answer (question, process, first_shard, last_shard, state, answer)
            select q.id, $2, first_shard, last_shard, $3, answer
            from column_question q, unnest($4::smallint[], $5::smallint[], $6::text[]) as said (first_shard, last_shard, answer)
            where q.id = $1
            on conflict (question, first_shard, process) do update set state = excluded.state, answer = excluded.answer""";

    private static final String ANSWERED = "ANSWERED";

    private final Pool pool;
    private final Notifications notifications;
    private final UUID process;

    SqlQuestionBoard(Pool pool, Notifications notifications, Identifiers identifiers) {
        this.pool = pool;
        this.notifications = notifications;
        this.process = identifiers.next();
    }

    @Override
    public Uni<Void> ask(UUID id, Question question) {
        return pool.preparedQuery(ASK)
                .execute(Tuple.of(id, QuestionText.write(question)))
                .replaceWithVoid();
    }

    @Override
    public void listen(Consumer<UUID> listener) {
        notifications.hear(CHANNEL, id -> listener.accept(UUID.fromString(id)));
    }

    @Override
    public Uni<Optional<Question>> find(UUID id) {
        return pool.preparedQuery("select question from column_question where id = $1")
                .execute(Tuple.of(id))
                .map(rows ->
                        rows.stream().findFirst().map(row -> row.getString(0)).map(QuestionText::question));
    }

    @Override
    public Uni<Void> heard(UUID id, List<ShardRange> shards) {
        return say(id, "HEARD", shards, new String[shards.size()]);
    }

    @Override
    public Uni<Void> refuse(UUID id, List<ShardRange> shards) {
        return say(id, "REFUSED", shards, new String[shards.size()]);
    }

    @Override
    public Uni<Void> answer(UUID id, List<ShardAnswer> answers) {
        var texts = answers.stream().map(ShardAnswer::answer).map(QuestionText::write);
        return say(id, ANSWERED, answers.stream().map(ShardAnswer::shards).toList(), texts.toArray(String[]::new));
    }

    private Uni<Void> say(UUID id, String state, List<ShardRange> shards, String[] answers) {
        var parameters = Tuple.of(id, process, state)
                .addArrayOfShort(
                        shards.stream().map(range -> (short) range.first()).toArray(Short[]::new))
                .addArrayOfShort(
                        shards.stream().map(range -> (short) range.last()).toArray(Short[]::new))
                .addArrayOfString(answers);
        return pool.preparedQuery(SAY).execute(parameters).replaceWithVoid();
    }

    @Override
    public Uni<Said> said(UUID id) {
        return pool.preparedQuery("select first_shard, last_shard, state from column_answer where question = $1")
                .execute(Tuple.of(id))
                .map(rows -> new Said(of(rows, ""), of(rows, ANSWERED), of(rows, "REFUSED")));
    }

    private static List<ShardRange> of(RowSet<Row> rows, String state) {
        return rows.stream()
                .filter(row -> state.isEmpty() || row.getString("state").equals(state))
                .map(SqlQuestionBoard::shards)
                .toList();
    }

    @Override
    public Uni<List<ShardAnswer>> answers(UUID id) {
        return pool.preparedQuery("""
                        select first_shard, last_shard, answer from column_answer where question = $1 and state = 'ANSWERED'""")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(SqlQuestionBoard::answer).toList());
    }

    private static ShardAnswer answer(Row row) {
        Answer answer = QuestionText.answer(row.getString("answer"));
        return new ShardAnswer(shards(row), answer);
    }

    private static ShardRange shards(Row row) {
        return new ShardRange(row.getShort("first_shard"), row.getShort("last_shard"));
    }

    @Override
    public Uni<Void> remove(UUID id) {
        return pool.preparedQuery("delete from column_question where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }
}
