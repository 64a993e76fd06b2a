package city.huitong.subject;

import static city.huitong.subject.SubjectProblem.KEY_UNKNOWN;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.ingest.SubjectDirectory.Encounter;
import city.huitong.platform.data.SqlTx;
import city.huitong.subject.NumberDigests.Keys;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What subjects are called. A subject keeps the name it was enrolled with when the key of the pseudonyms changes; who is not enrolled
 * is called by the current key.
 */
@ApplicationScoped
public class SubjectNames {

    private final Pseudonyms pseudonyms;
    private final NumberDigests register;

    SubjectNames(Pseudonyms pseudonyms, NumberDigests register) {
        this.pseudonyms = pseudonyms;
        this.register = register;
    }

    /** The name of the subject with this number. Fails with {@code key-unknown}. */
    public Uni<SubjectId> of(SubjectKind kind, String number) {
        var digests = pseudonyms.digests(kind, number);
        return register.find(digests.stream().map(NumberDigest::value).toList(), pseudonyms.keys())
                .map(found ->
                        found.orElseGet(() -> new SubjectId(digests.getFirst().value())));
    }

    /**
     * A name of the subject that only this recipient is told, so that two recipients cannot tell that they know the same one (OpenID
     * Connect Core section 8: pairwise). It changes with the key.
     */
    public String forRecipient(SubjectKind kind, SubjectId subject, String recipient) {
        return pseudonyms.of(kind, "for " + recipient + " " + subject).toString();
    }

    /** A name for a login, as it may be an official number. It changes with the key. */
    public String ofLogin(String login) {
        return pseudonyms.of(SubjectKind.PERSON, "login " + login).toString();
    }

    /**
     * Who of these is called otherwise than by the current key of this process: by what was computed. Nobody, while the key has never
     * changed. Fails with {@code key-unknown}.
     */
    Uni<Map<SubjectId, SubjectId>> otherwise(SqlTx tx, Collection<Encounter> subjects) {
        return register.hold(tx)
                .invoke(this::mustKnow)
                .chain(keys -> keys.changed()
                        ? otherwise(tx, keys.current(), subjects)
                        : Uni.createFrom().item(Map.of()));
    }

    private Uni<Map<SubjectId, SubjectId>> otherwise(SqlTx tx, int currentKey, Collection<Encounter> subjects) {
        return Uni.createFrom()
                .item(() -> digests(subjects))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(digests -> register.known(tx, values(digests)).map(known -> others(digests, known, currentKey)));
    }

    private void mustKnow(Keys keys) {
        if (!pseudonyms.keys().containsAll(keys.inUse())) {
            throw KEY_UNKNOWN.because("this process lacks a key that official numbers are found with");
        }
    }

    private Map<SubjectId, List<NumberDigest>> digests(Collection<Encounter> subjects) {
        var digests = new HashMap<SubjectId, List<NumberDigest>>();
        subjects.forEach(subject -> digests.put(subject.id(), pseudonyms.digests(subject.kind(), subject.number())));
        return digests;
    }

    private static List<UUID> values(Map<SubjectId, List<NumberDigest>> digests) {
        return digests.values().stream()
                .flatMap(List::stream)
                .map(NumberDigest::value)
                .toList();
    }

    private static Map<SubjectId, SubjectId> others(
            Map<SubjectId, List<NumberDigest>> digests, Map<UUID, SubjectId> known, int currentKey) {
        var others = new HashMap<SubjectId, SubjectId>();
        digests.forEach((computed, all) -> {
            var name = name(all, known, currentKey);
            if (!name.equals(computed)) {
                others.put(computed, name);
            }
        });
        return others;
    }

    /** Newcomers are called by the key that is current in all processes, whichever it is in this one. */
    private static SubjectId name(List<NumberDigest> digests, Map<UUID, SubjectId> known, int currentKey) {
        return digests.stream()
                .map(digest -> known.get(digest.value()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> digests.stream()
                        .filter(digest -> digest.key() == currentKey)
                        .map(digest -> new SubjectId(digest.value()))
                        .findFirst()
                        .orElseThrow());
    }
}
