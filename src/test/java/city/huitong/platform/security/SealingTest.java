package city.huitong.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Sealing: gives back what it was given, and nothing to anybody who changed it or has another key. */
class SealingTest {

    private static final byte[] CLEAR = "999999190001010007".getBytes(StandardCharsets.UTF_8);

    private final Sealing sealing = new Sealing(key(1, 32), Optional.empty());

    @Property
    void givesBackWhatWasSealed(@ForAll byte[] clear) {
        assertThat(sealing.open(sealing.seal(clear))).isEqualTo(clear);
    }

    @Test
    void showsNeitherTheContentNorThatTwoAreEqual() {
        var one = sealing.seal(CLEAR);

        assertThat(sealing.seal(CLEAR)).isNotEqualTo(one);
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("9999991900");
    }

    @Test
    void refusesWhatWasChangedAnywhere() {
        var sealed = sealing.seal(CLEAR);

        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealing.open(changed))
                    .as("byte %d", i)
                    .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
        }
    }

    @Test
    void refusesWhatWasSealedWithAnotherKey() {
        var sealed = new Sealing(key(2, 32), Optional.empty()).seal(CLEAR);

        assertThatThrownBy(() -> sealing.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensWhatAFormerKeyHasSealed() {
        var old = new Sealing(key(2, 32), Optional.empty()).seal(CLEAR);

        var rotated = new Sealing(key(1, 32), Optional.of(List.of(key(3, 32), key(2, 32))));

        assertThat(rotated.open(old)).isEqualTo(CLEAR);
        assertThat(sealing.open(rotated.seal(CLEAR)))
                .as("new values need the new key only")
                .isEqualTo(CLEAR);
    }

    /** Made by the version before keys had ids: key of 32 ones, nonce of zeros. */
    @Test
    void opensWhatWasSealedBeforeKeysHadIds() throws Exception {
        var cipher = javax.crypto.Cipher.getInstance("AES/GCM/NoPadding");
        var old = new javax.crypto.spec.SecretKeySpec(Base64.getDecoder().decode(key(1, 32)), "AES");
        cipher.init(javax.crypto.Cipher.ENCRYPT_MODE, old, new javax.crypto.spec.GCMParameterSpec(128, new byte[12]));
        var body = cipher.doFinal(CLEAR);
        var sealed = java.nio.ByteBuffer.allocate(13 + body.length)
                .put((byte) 1)
                .put(new byte[12])
                .put(body)
                .array();

        assertThat(sealing.open(sealed)).isEqualTo(CLEAR);
        assertThat(new Sealing(key(2, 32), Optional.of(List.of(key(1, 32)))).open(sealed))
                .isEqualTo(CLEAR);
        assertThatThrownBy(() -> new Sealing(key(2, 32), Optional.empty()).open(sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesKeysOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sealing(key(1, 31), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sealing(key(1, 33), Optional.empty()));
    }

    @Test
    void aPurposeHasKeysOfItsOwn() {
        var cursors = sealing.forPurpose("cursors");
        var sealed = cursors.seal(CLEAR);

        assertThat(sealing.forPurpose("cursors").open(sealed)).isEqualTo(CLEAR);
        assertThatThrownBy(() -> sealing.open(sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cursors.open(sealing.seal(CLEAR))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealing.forPurpose("others").open(sealed)).isInstanceOf(IllegalStateException.class);
        var rotated = new Sealing(key(3, 32), Optional.of(List.of(key(1, 32))));
        assertThat(rotated.forPurpose("cursors").open(sealed)).isEqualTo(CLEAR);
    }

    private static String key(int value, int length) {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
