package city.huitong.audit.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a leaf names its subject: HMAC-SHA-256 (RFC 2104) of the pseudonym with the subject's own salt. */
final class SubjectLink {

    static final int SALT_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private SubjectLink() {}

    static byte[] of(byte[] salt, UUID subject) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            return mac.doFinal(subject.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
