package city.huitong.ingest.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Records by Kafka: what is right is stored, what is wrong is kept apart and holds nobody up. */
@QuarkusTest
class StreamIngestTest {

    private static final String RETURN = """
            {"uscc":"%s","period_end":"2026-10-31","sales":%s}""";

    private final Pool pool;

    StreamIngestTest(Pool pool) {
        this.pool = pool;
    }

    @Test
    void storesWhatIsRightBeforeAndAfterWhatIsWrong() throws Exception {
        var batchesBefore = one("select count(*) from rejection", Tuple.tuple());

        Topics.send(
                "huitong.records.vat-returns",
                List.of(
                        RETURN.formatted(FreshNumbers.enterprise(), "11.01"),
                        "not json",
                        "",
                        RETURN.formatted(FreshNumbers.enterprise(), "-1"),
                        RETURN.formatted(FreshNumbers.enterprise(), "11.02")));

        await(() -> assertThat(
                        one("select count(*) from records.\"vat-returns\" where sales in (1101, 1102)", Tuple.tuple()))
                .isEqualTo(2));
        assertThat(one("select count(*) from rejection", Tuple.tuple()) - batchesBefore)
                .isEqualTo(3);
        assertThat(codes("vat-returns")).contains("malformed-json", "out-of-range");
    }

    @Test
    void quarantinesRecordsOfAnUnknownDataset() throws Exception {
        var dataset = "none-" + UUID.randomUUID();

        Topics.send("huitong.records." + dataset, List.of("{}", "{}"));

        await(() -> assertThat(codes(dataset)).containsExactly("dataset-not-found", "dataset-not-found"));
    }

    private static void await(org.awaitility.core.ThrowingRunnable check) {
        Awaitility.await().atMost(Hub.DEADLINE).untilAsserted(check);
    }

    private List<String> codes(String dataset) {
        return pool.preparedQuery("""
                        select code from rejection join batch on batch.id = batch_id
                        where dataset_id = $1 order by line, n""").execute(Tuple.of(dataset)).await().atMost(Hub.DEADLINE).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private long one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .await()
                .atMost(Hub.DEADLINE)
                .iterator()
                .next()
                .getLong(0);
    }
}
