package city.huitong.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Sender;
import city.huitong.hub.Sender.Proof;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Quarkus makes of DPoP proofs without our guard, which is wrong (RFC 9449 section 4.3). Turns red on the day it is right: then
 * the part of ProofRules and DpopProof that is named may go (ADR 0009).
 */
@QuarkusTest
@TestProfile(DpopOfQuarkusTest.NoGuard.class)
class DpopOfQuarkusTest {

    private static final String PROBE = "/probe";
    private static final int SERVED = 200;
    private static final int REFUSED = 401;

    private final Sender bank = Sender.withNewKey();
    private String token = "";

    /** The hub without {@link ProofRules}. */
    public static final class NoGuard implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(WithoutProofRules.class);
        }
    }

    @BeforeEach
    void getsAToken() {
        token = bank.token("bank-a");
    }

    @Test
    void acceptsAProofAgain() {
        var proof = bank.proof("GET", Sender.address(PROBE), token).signed();
        assertThat(status(proof)).as("a right proof").isEqualTo(SERVED);
        assertThat(status(proof))
                .as(needless("replayed proofs", "ReplayMemory"))
                .isEqualTo(SERVED);
    }

    @Test
    void acceptsProofsOfAnotherTime() {
        var now = Instant.now().getEpochSecond();
        assertThat(status(proof -> proof.claim("iat", now - 3600)))
                .as(needless("old proofs", "ProofRules.mustBeRecent"))
                .isEqualTo(SERVED);
        assertThat(status(proof -> proof.claim("iat", now + 3600)))
                .as(needless("proofs of the future", "ProofRules.mustBeRecent"))
                .isEqualTo(SERVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jti", "iat"})
    void acceptsProofsWithout(String claim) {
        assertThat(status(proof -> proof.without(claim)))
                .as(needless("proofs without " + claim, "DpopProof.isProof"))
                .isEqualTo(SERVED);
    }

    /** The guard is off, and Quarkus' own part works: otherwise the rest would say nothing. */
    @Test
    void refusesTheProofOfAnother() {
        var thief = Sender.withNewKey().proof("GET", Sender.address(PROBE), token);
        assertThat(status(thief.signed())).isEqualTo(REFUSED);
    }

    private int status(UnaryOperator<Proof> spoilt) {
        return bank.sends("GET", PROBE, token, spoilt).get(PROBE).statusCode();
    }

    private int status(String proof) {
        return Sender.sends(token, proof).get(PROBE).statusCode();
    }

    private static String needless(String what, String guard) {
        return "Quarkus handles " + what + " by itself now: " + guard + " may be dropped, and this test with it";
    }
}
