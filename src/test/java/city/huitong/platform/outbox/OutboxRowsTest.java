package city.huitong.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxRowsTest {

    private final List<OutboxEvent> appended = IntStream.range(0, 10_000)
            .mapToObj(i -> new OutboxEvent("topic-" + i % 2, "key-" + i % 97, "type-" + i % 3, "{\"n\":" + i + "}"))
            .toList();

    private final OutboxRows laidOut = OutboxRows.of(appended);

    private Stream<OutboxEvent> of(OutboxRows.Row row) {
        return laidOut.events().subList(row.first() - 1, row.last()).stream();
    }

    @Test
    void carryEveryEventOnce() {
        assertThat(laidOut.rows().stream().flatMap(this::of)).containsExactlyInAnyOrderElementsOf(appended);
    }

    @Test
    void keepTheOrderOfAKey() {
        for (var key : appended.stream().map(OutboxEvent::key).distinct().toList()) {
            var before =
                    appended.stream().filter(event -> event.key().equals(key)).filter(OutboxRowsTest::isFirstTopic);
            var after = laidOut.rows().stream()
                    .flatMap(this::of)
                    .filter(event -> event.key().equals(key))
                    .filter(OutboxRowsTest::isFirstTopic);
            assertThat(after).containsExactlyElementsOf(before.toList());
        }
    }

    @Test
    void holdOneLaneAndTopicAndNotTooMany() {
        assertThat(laidOut.rows()).allSatisfy(row -> {
            assertThat(of(row)).hasSizeLessThanOrEqualTo(OutboxRows.MOST_EVENTS);
            assertThat(of(row)).allMatch(event -> Outbox.lane(event) == row.lane());
            assertThat(of(row)).allMatch(event -> event.topic().equals(row.topic()));
        });
        assertThat(laidOut.rows()).hasSizeLessThan(100);
    }

    private static boolean isFirstTopic(OutboxEvent event) {
        return event.topic().equals("topic-0");
    }
}
