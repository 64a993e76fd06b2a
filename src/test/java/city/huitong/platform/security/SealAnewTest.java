package city.huitong.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.Background;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A key is changed by sealing anew what the former one has sealed. */
@QuarkusTest
class SealAnewTest {

    private static final int ROWS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Probe(String table, String column) implements SealedColumn {}

    @Inject
    Pool pool;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Background background;

    private final Sealing before = new Sealing(key(1), Optional.empty());
    private final Sealing rotating = new Sealing(key(2), Optional.of(List.of(key(1))));
    private final Sealing after = new Sealing(key(2), Optional.empty());

    @Test
    void sealsEveryValueWithTheCurrentKeyOnce() {
        var numbers = IntStream.range(0, ROWS).mapToObj(i -> "number " + i).toList();
        keep(numbers);
        var column = new Probe("sealed_probe", "sealed");
        var sealAnew = new SealAnew(unitOfWork, rotating, background, List.of());

        assertThat(sealAnew.all(column).await().atMost(PATIENCE)).isEqualTo(ROWS);

        assertThat(opened()).containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(sealAnew.all(column).await().atMost(PATIENCE)).isZero();
        pool.query("drop table sealed_probe").execute().await().atMost(PATIENCE);
    }

    private void keep(List<String> numbers) {
        var sealed =
                before
                        .sealAll(numbers.stream()
                                .map(number -> number.getBytes(StandardCharsets.UTF_8))
                                .toList())
                        .stream()
                        .map(Buffer::buffer)
                        .toArray(Buffer[]::new);
        pool.query("create table sealed_probe (sealed bytea)").execute().await().atMost(PATIENCE);
        pool.preparedQuery("insert into sealed_probe select * from unnest($1::bytea[]) union all select null")
                .execute(Tuple.of(sealed))
                .await()
                .atMost(PATIENCE);
    }

    private List<String> opened() {
        return pool
                .query("select sealed from sealed_probe where sealed is not null")
                .execute()
                .await()
                .atMost(PATIENCE)
                .stream()
                .map(row -> new String(after.open(row.getBuffer("sealed").getBytes()), StandardCharsets.UTF_8))
                .toList();
    }

    private static String key(int value) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
