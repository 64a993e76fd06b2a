package city.huitong.subject;

import city.huitong.audit.store.ADatabase;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.ingest.SubjectDirectory.Encounter;
import city.huitong.platform.data.Transactions;
import city.huitong.platform.security.Sealing;
import city.huitong.subject.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What one process of the hub knows about subjects and keys, on a database that several share. */
final class AHub {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ADatabase database;
    private final Pseudonyms pseudonyms;
    private final Sealing sealing = new Sealing(key(99), Optional.empty());
    private final SubjectNames names;
    private final SubjectRepository repository;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private AHub(ADatabase database, Pseudonyms pseudonyms) {
        this.database = database;
        this.pseudonyms = pseudonyms;
        this.names = new SubjectNames(pseudonyms, Stores.digests(database.pool()));
        this.repository = Stores.subjects(database.pool(), sealing);
    }

    /** Starts a process; keys are small numbers here. */
    static AHub started(ADatabase database, int currentKey, int... others) {
        var hub = notStarted(database, currentKey, others);
        try (var connection = database.connection()) {
            connection.setAutoCommit(false);
            Stores.start(connection, hub.pseudonyms, hub.sealing);
            connection.commit();
            return hub;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process that runs since before others registered their keys. */
    static AHub notStarted(ADatabase database, int currentKey, int... others) {
        var texts = Arrays.stream(others).mapToObj(AHub::key).toList();
        return new AHub(database, new Pseudonyms(key(currentKey), Optional.of(texts)));
    }

    /** Takes records about these people in; gives what they are called. */
    Map<String, SubjectId> ingest(List<String> numbers) {
        return Transactions.on(database.pool())
                .onRows(tx -> {
                    var computed = computed(numbers);
                    return names.otherwise(tx, computed.values())
                            .map(others -> named(computed, others))
                            .call(named -> repository.enrol(tx, named.values()));
                })
                .await()
                .atMost(PATIENCE)
                .entrySet()
                .stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, met -> met.getValue().id()));
    }

    SubjectId nameOf(String number) {
        return names.of(SubjectKind.PERSON, number).await().atMost(PATIENCE);
    }

    Uni<Void> digestAnew() {
        return Stores.digestAnew(database.pool(), pseudonyms, sealing, metrics);
    }

    private Map<String, Encounter> computed(List<String> numbers) {
        var computed = new LinkedHashMap<String, Encounter>();
        numbers.forEach(number -> computed.put(
                number, new Encounter(pseudonyms.of(SubjectKind.PERSON, number), SubjectKind.PERSON, number)));
        return computed;
    }

    private static Map<String, Encounter> named(Map<String, Encounter> computed, Map<SubjectId, SubjectId> others) {
        var named = new LinkedHashMap<String, Encounter>();
        computed.forEach((number, met) ->
                named.put(number, new Encounter(others.getOrDefault(met.id(), met.id()), met.kind(), number)));
        return named;
    }

    static List<String> people(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "person " + i).toList();
    }

    private static String key(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
