package city.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints are those of C2SP tlog-checkpoint; what is not exactly one is refused. */
class CheckpointTest {

    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final LogKey KEY = new LogKey("hub.example/audit", SECRET);
    private static final List<VerifierKey> KNOWN = List.of(KEY.verifier());
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @Test
    void isReadAsItWasSigned() {
        var checkpoint = new Checkpoint("hub.example/audit", 20_852_163, Hash.parse(ROOT));

        var note = KEY.sign(checkpoint).toString();

        assertThat(note).startsWith("hub.example/audit\n20852163\n" + ROOT + "\n\n— hub.example/audit ");
        assertThat(Checkpoint.verified(note, KNOWN)).isEqualTo(checkpoint);
        assertThat(KEY.sign(checkpoint)).hasToString(note);
    }

    @Test
    void isRefusedUnderAnotherKey() {
        var note = KEY.sign(Checkpoint.empty("hub.example/audit")).toString();
        var sameNameOtherKey = new LogKey("hub.example/audit", SECRET.replace("AAEC", "BAEC"));

        assertThatThrownBy(() -> Checkpoint.verified(note, List.of(sameNameOtherKey.verifier())))
                .hasMessageContaining("no known key");
    }

    @Test
    void isRefusedWhenItIsOfAnotherLog() {
        var note = KEY.sign(Checkpoint.empty("hub.example/other")).toString();

        assertThatThrownBy(() -> Checkpoint.verified(note, KNOWN)).hasMessageContaining("another log");
    }

    @Test
    void ofNoLeavesHasTheEmptyRoot() {
        assertThatThrownBy(() -> new Checkpoint("hub.example/audit", 0, Hash.parse(ROOT)))
                .hasMessageContaining("without leaves");
        assertThat(Checkpoint.empty("x").text()).isEqualTo("x\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.example/audit\n01\n" + ROOT + "\n",
                "hub.example/audit\n-1\n" + ROOT + "\n",
                "hub.example/audit\n9223372036854775808\n" + ROOT + "\n",
                "hub.example/audit\n1e3\n" + ROOT + "\n",
                "hub.example/audit\n\n" + ROOT + "\n",
                "hub.example/audit\n5\n",
                "hub.example/audit\n5\nAAAA\n",
                "hub.example/audit\n5\n" + ROOT + "=\n",
                "\n5\n" + ROOT + "\n",
                "hub.example/audit\n0\n" + ROOT + "\n",
            })
    void isRefusedInAnyOtherForm(String text) {
        var note = new SignedNote(text, List.of(SignedNote.Signature.of(KEY.verifier(), KEY.signature(text))));

        assertThatThrownBy(() -> Checkpoint.verified(note.toString(), KNOWN)).isInstanceOf(NotVerified.class);
    }
}
