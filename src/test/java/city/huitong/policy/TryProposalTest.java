package city.huitong.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.hub.Hub;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.GateReport.Effect;
import city.huitong.policy.GateReport.Parity;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a proposal back that its own cases let through. */
@QuarkusTest
class TryProposalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Background background;

    @Inject
    PolicyTrial engines;

    @Inject
    CurrentPolicies policies;

    @Inject
    CurrentCatalog catalog;

    @Inject
    CityClock clock;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void refusesWhatOneEngineDecidesOtherwise() {
        var published = policies.require("x.elderly-allowance");
        var policy = published.policy();
        var document = published.publication().document();
        var difference = "on 2026-11-23, made-up subject 3: columns says ELIGIBLE, the matcher UNDETERMINED";

        assertThatThrownBy(() -> trying(List.of(difference))
                        .report(policy, document)
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(PolicyProblem.POLICY_ENGINES_DIFFER);
                    assertThat(problem.detail()).contains(policy.id().value(), difference);
                });
        assertThat(trying(List.of())
                        .report(policy, document)
                        .await()
                        .atMost(PATIENCE)
                        .parity()
                        .subjects())
                .isGreaterThanOrEqualTo(1_000);
    }

    /** The hub's engines, of which one errs. */
    private TryProposal trying(List<String> differences) {
        var trial = new PolicyTrial() {

            @Override
            public Uni<Parity> parity(Policy policy, FactVocabulary vocabulary, long seed) {
                return engines.parity(policy, vocabulary, seed)
                        .map(found -> new Parity(
                                found.subjects(),
                                found.seed(),
                                found.eligible(),
                                found.undetermined(),
                                found.celAnswers(),
                                differences));
            }

            @Override
            public Uni<Effect> effect(Policy law, Policy proposed, PolicyDocument document, LocalDate asOf) {
                return Uni.createFrom().item(Effect.notCounted(asOf, "not asked"));
            }
        };
        return new TryProposal(background, trial, policies, catalog, clock);
    }
}
