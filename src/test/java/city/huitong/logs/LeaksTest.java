package city.huitong.logs;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Tokens;
import org.junit.jupiter.api.Test;

/** The scan finds what it is for, and nothing else. */
class LeaksTest {

    private final Leaks leaks = Leaks.ofThisProject();

    @Test
    void areNumbersNamesAndTokens() {
        var name = leaks.names().iterator().next();
        var token = Tokens.signed("somebody", "app", claims -> claims);

        assertThat(leaks.in("value 999999190001010007 is wrong")).containsExactly("a citizen's number");
        assertThat(leaks.in("\"11000019000101000" + "4\"")).containsExactly("a citizen's number");
        assertThat(leaks.in("subject=" + token)).containsExactly("a token");
        assertThat(leaks.in("Authorization=Bearer abcdefghijklmnopqrstuvwxyz")).containsExactly("a token");
        assertThat(leaks.in("Api-Key: ht_" + "a1B2".repeat(10) + "_-3")).containsExactly("a key");
        assertThat(leaks.in("申请人" + name + "已登记")).containsExactly("a name");
        assertThat(leaks.names()).contains("王芳").hasSizeGreaterThan(1_000);
    }

    @Test
    void areNoOtherNumbersOrWords() {
        assertThat(leaks.in("999999190001010008 has a wrong check digit")).isEmpty();
        assertThat(leaks.in("trace 0123456789999999190001010007")).isEmpty();
        assertThat(leaks.in("code 91990000MA0000TT9J of an enterprise")).isEmpty();
        assertThat(leaks.in("a Bearer token is required")).isEmpty();
        assertThat(leaks.in("老年人津贴 高龄补贴")).isEmpty();
        assertThat(leaks.in("c355d8ea-e94f-8426-bdba-7ca6250a23cd")).isEmpty();
    }
}
