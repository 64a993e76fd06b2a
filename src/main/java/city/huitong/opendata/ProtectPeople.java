package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.RECORDS_WITHHELD;

import city.huitong.catalog.Anonymity;
import city.huitong.ingest.DataVersion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets single records about people out only while nobody can be singled out by them: every combination of what the description calls
 * quasi-identifiers is shared by at least k people of the version (Sweeney, k-anonymity, 2002). Groups are told in any case, but
 * for small ones.
 */
@ApplicationScoped
public class ProtectPeople {

    private final Questions questions;
    /** By dataset, of the version that was asked about last. */
    private final ConcurrentHashMap<String, Checked> checked = new ConcurrentHashMap<>();

    private record Checked(long version, Anonymity rule, boolean holds) {}

    ProtectPeople(Questions questions) {
        this.questions = questions;
    }

    /** Refuses with {@code records-withheld}. */
    public Uni<Void> mustHold(OpenDataset dataset, DataVersion version) {
        if (!dataset.isAboutPeople()) {
            return Uni.createFrom().voidItem();
        }
        return holds(dataset, version).invoke(ProtectPeople::mustHold).replaceWithVoid();
    }

    private Uni<Boolean> holds(OpenDataset dataset, DataVersion version) {
        var rule = dataset.dataset().open().anonymity();
        if (rule.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var known = checked.get(dataset.id().value());
        if (known != null && known.version() == version.number() && known.rule().equals(rule.get())) {
            return Uni.createFrom().item(known.holds());
        }
        return questions
                .isAnonymous(version, dataset, rule.get())
                .invoke(holds -> checked.put(dataset.id().value(), new Checked(version.number(), rule.get(), holds)));
    }

    private static void mustHold(boolean holds) {
        if (!holds) {
            throw RECORDS_WITHHELD.because("somebody could be singled out by them; ask for groups");
        }
    }
}
