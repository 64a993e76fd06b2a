package city.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes are those of C2SP signed-note, whose examples are read here. */
class SignedNoteTest {

    private static final VerifierKey KEY =
            VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");

    private static final String NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    private static final String OTHER =
            "— example.com/bar Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    @Test
    void acceptsTheExampleOfTheSpecification() {
        var note = SignedNote.parse(NOTE);

        assertThatCode(() -> note.verify(List.of(KEY))).doesNotThrowAnyException();
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note).hasToString(NOTE);
        assertThat(KEY).hasToString("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    }

    /** The key pair and signature in the documentation of Go's golang.org/x/mod/sumdb/note. */
    @Test
    void signsAsOthersDo() {
        var key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);

        assertThatCode(() -> note.verify(List.of(key))).doesNotThrowAnyException();
        assertThat(new LogKey("PeterNeumann", "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=").verifier())
                .isEqualTo(key);
    }

    @Test
    void ignoresSignaturesOfOthers() {
        assertThatCode(() -> SignedNote.parse(NOTE + OTHER).verify(List.of(KEY)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SignedNote.parse("text\n\n" + OTHER).verify(List.of(KEY)))
                .hasMessageContaining("no known key");
    }

    @Test
    void refusesAChangedTextAndAWrongSignatureBesideARightOne() {
        assertThatThrownBy(() -> SignedNote.parse(NOTE.replace("This", "That")).verify(List.of(KEY)))
                .hasMessageContaining("wrong");
        var wrongOne = NOTE.lines().skip(2).findFirst().orElseThrow().replace("JGh2", "JGh3");
        assertThatThrownBy(() -> SignedNote.parse(NOTE + wrongOne + "\n").verify(List.of(KEY)))
                .hasMessageContaining("wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\n— name\n",
                "text\n\n— name  AAAAAAA=\n",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n— na+me AAAAAAA=\n",
                "text\n\n— name AAAA\n",
                "text\n\n— name AAAAAAA\n",
                "text\n\n— name AAAAAAB=\n",
                "text\n\n— name AAAAAAA=",
                "te\txt\n\n— name AAAAAAA=\n",
                "text\r\n\r\n— name AAAAAAA=\r\n",
            })
    void refusesWhatIsNoNote(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(NotVerified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/fox+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "exa mple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
            })
    void refusesWhatIsNoVerifierKey(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(NotVerified.class);
    }
}
