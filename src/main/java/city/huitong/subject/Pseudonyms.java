package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns official numbers into digests with the hub's keys. Without a key nobody can find a person by trying all numbers. Computes
 * only: what a subject is called that was enrolled under another key is known to {@link SubjectNames}.
 */
@ApplicationScoped
public class Pseudonyms {

    private static final String CURRENT = "huitong.keys.pseudonym";
    private static final String OTHERS = "huitong.keys.other-pseudonym";

    private final PseudonymKey current;
    private final List<PseudonymKey> all;

    /**
     * Takes the keys, at least 32 bytes in base64 each; there is no default outside the embedded mode.
     *
     * @param key what newcomers are digested with
     * @param others what else numbers may be digested with: former keys, and the one to come
     */
    public Pseudonyms(
            @ConfigProperty(name = CURRENT) String key, @ConfigProperty(name = OTHERS) Optional<List<String>> others) {
        this.current = PseudonymKey.parse(CURRENT, key);
        this.all = Stream.concat(
                        Stream.of(current),
                        others.orElse(List.of()).stream().map(each -> PseudonymKey.parse(OTHERS, each)))
                .toList();
    }

    /** What a subject is called that is enrolled now; the same number gives the same name as long as the key stays. */
    public SubjectId of(SubjectKind kind, String number) {
        return new SubjectId(current.digest(text(kind, number)).value());
    }

    /** The number under every key, the current one first. */
    public List<NumberDigest> digests(SubjectKind kind, String number) {
        var text = text(kind, number);
        return all.stream().map(key -> key.digest(text)).toList();
    }

    /** The id of the current key. */
    public int currentKey() {
        return current.id();
    }

    /** The ids of all keys. */
    public Set<Integer> keys() {
        return all.stream().map(PseudonymKey::id).collect(Collectors.toSet());
    }

    private static String text(SubjectKind kind, String number) {
        return kind.word() + ":" + number;
    }
}
