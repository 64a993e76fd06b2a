package city.huitong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.RealServers;
import city.huitong.faults.Books.Entry;
import city.huitong.faults.Books.Standing;
import city.huitong.faults.Events.Event;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Nothing is lost, doubled or made up between a record and the last event that follows from it. */
final class Conservation {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ALLOWANCE = "x.elderly-allowance";

    private final RealServers servers;
    private final Books books;

    Conservation(RealServers servers, Books books) {
        this.servers = servers;
        this.books = books;
    }

    /** These records are there and no others, and so are the ones they replaced. By person and version. */
    void recordsAre(int first, int count, Stream<Register> now, Stream<Register> before) {
        assertThat(books.register(first, count)).extracting(Entry::record).isEqualTo(now.toList());
        assertThat(books.history(first, count)).extracting(Entry::record).isEqualTo(before.toList());
    }

    /** Waits until these people have what the policy's text says, and no event is left to be sent. */
    void allowancesFollow(int first, int count) {
        var register = books.register(first, count);
        var expected = register.stream()
                .filter(entry -> entry.record().allowance() > 0)
                .collect(
                        Collectors.toMap(Entry::subject, entry -> entry.record().allowance()));
        var subjects = register.stream().map(Entry::subject).collect(Collectors.toSet());
        assertThat(expected).isNotEmpty();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(books.waitingEvents()).isZero();
            var granted = granted();
            granted.keySet().retainAll(subjects);
            assertThat(granted).isEqualTo(expected);
        });
    }

    private Map<String, Long> granted() {
        return books.standings().stream()
                .filter(standing -> standing.policy().equals(ALLOWANCE))
                .filter(standing -> standing.state().equals("GRANTED"))
                .collect(Collectors.toMap(Standing::subject, Standing::amountFen));
    }

    /** Each person's facts were announced so often, not counting repetitions. */
    void factsWereAnnounced(int first, int count, ToIntFunction<Entry> times) {
        var facts = events("huitong.facts");
        assertThat(books.register(first, count))
                .allSatisfy(entry -> assertThat(facts.about(entry.subject())).hasSize(times.applyAsInt(entry)));
    }

    /** Whoever follows the events in the order of their arrival ends with what the hub has stored. */
    void eventsTellTheSame() {
        events("huitong.facts").byKey().values().forEach(Conservation::areInTheOrderOfTheCommits);
        var entitlements = events("huitong.entitlements");
        entitlements.byKey().values().forEach(Conservation::areInTheOrderOfTheCommits);
        var told = entitlements.byKey().values().stream()
                .flatMap(List::stream)
                .map(Conservation::standing)
                .collect(Collectors.toMap(
                        standing -> standing.subject() + standing.policy(), standing -> standing, Conservation::moved));
        // As sets: lists of so many would be compared each with each.
        assertThat(Set.copyOf(told.values())).isEqualTo(Set.copyOf(books.standings()));
    }

    private Events events(String topic) {
        return Events.of(servers.kafkaAddress(), topic);
    }

    private static void areInTheOrderOfTheCommits(List<Event> events) {
        assertThat(events).extracting(Event::drawnAt).isSorted();
    }

    private static Standing standing(Event event) {
        var data = new JsonObject(event.data());
        return new Standing(
                event.key(), data.getString("policy"), data.getString("state"), data.getLong("amountFen", 0L));
    }

    /** Two events in the wrong order would tell of a movement to where one already was. */
    private static Standing moved(Standing before, Standing now) {
        assertThat(now).isNotEqualTo(before);
        return now;
    }
}
