package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.RECORDS_WITHHELD;

import city.huitong.catalog.Anonymity;
import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Lets single records about people out only while nobody can be singled out by them: every combination of what the description calls
 * quasi-identifiers is shared by at least k people of the version (Sweeney, k-anonymity, 2002). Groups are told in any case, but
 * for small ones.
 */
@Singleton
public class ProtectPeople {

    private static final int MOST_KEPT = 10_000;

    private final Questions questions;
    /** Former versions are asked about beside the latest one, again and again. */
    private final Cache<Checked, Boolean> checked =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Checked(DatasetId dataset, long version, Anonymity rule) {}

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
        var asked = new Checked(dataset.id(), version.number(), rule.get());
        var known = checked.getIfPresent(asked);
        return known != null
                ? Uni.createFrom().item(known)
                : questions.isAnonymous(version, dataset, rule.get()).invoke(holds -> checked.put(asked, holds));
    }

    private static void mustHold(boolean holds) {
        if (!holds) {
            throw RECORDS_WITHHELD.because("somebody could be singled out by them; ask for groups");
        }
    }
}
