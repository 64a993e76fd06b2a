package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Value;
import city.huitong.platform.security.Sha256;
import city.huitong.policy.Ledger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a grant is counted under, as a digest: a ledger says how often, not whose certificate it was. */
final class LedgerKeys {

    private LedgerKeys() {}

    /** The keys by ledger. */
    static Map<String, UUID> of(List<Ledger.Key> keys, SubjectId subject) {
        return keys.stream().collect(Collectors.toMap(key -> key.ledger().name(), key -> digest(key, subject)));
    }

    private static UUID digest(Ledger.Key key, SubjectId subject) {
        var sha256 = Sha256.fresh();
        if (key.ledger().perSubject()) {
            sha256.update(subject.toString().getBytes(StandardCharsets.UTF_8));
        }
        key.values().forEach(value -> add(sha256, value));
        var half = ByteBuffer.wrap(sha256.digest());
        return new UUID(half.getLong(), half.getLong());
    }

    /** Each part with its length, so that two keys whose parts join to the same text differ. */
    private static void add(MessageDigest sha256, Value value) {
        var text = value.toString().getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        sha256.update(text);
    }
}
