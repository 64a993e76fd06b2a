package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.AGREEMENT_ASKED;
import static city.huitong.opendata.OpenDataProblem.AGREEMENT_INVALID;
import static city.huitong.opendata.OpenDataProblem.AGREEMENT_WORDS_DIFFER;
import static city.huitong.opendata.OpenDataProblem.NOTHING_CONDITIONAL;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A client asks for what is open under conditions, and agrees to the words. */
@ApplicationScoped
public class ApplyForData {

    private final OpenDatasets datasets;
    private final AgreementRepository agreements;
    private final UnitOfWork unitOfWork;
    private final Identifiers ids;
    private final CityClock clock;

    ApplyForData(
            OpenDatasets datasets,
            AgreementRepository agreements,
            UnitOfWork unitOfWork,
            Identifiers ids,
            CityClock clock) {
        this.datasets = datasets;
        this.agreements = agreements;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param until the last day; a year where empty
     * @param words SHA-256 of the words that were read
     */
    public record Application(String purpose, String use, Optional<LocalDate> until, String words) {}

    /** The words of a dataset. Fails with {@code dataset-not-found} and {@code nothing-conditional}. */
    public AgreementWords words(String dataset) {
        return AgreementWords.of(conditional(dataset).dataset());
    }

    /** Fails with {@code agreement-words-differ}, {@code agreement-asked} and {@code agreement-invalid}, too. */
    public Uni<Agreement> apply(UUID client, String dataset, Application application) {
        if (!words(dataset).sha256().equals(application.words())) {
            throw AGREEMENT_WORDS_DIFFER.because(
                    "read them again: GET /v1/open/datasets/" + dataset + "/agreement-words");
        }
        var agreement = new Agreement(
                ids.next(),
                dataset,
                client,
                application.purpose(),
                application.use(),
                application.words(),
                Agreement.State.APPLIED,
                clock.now(),
                lastDay(application.until()),
                Optional.empty(),
                Optional.empty());
        return unitOfWork
                .onRows(tx -> agreements.add(tx, agreement))
                .invoke(ApplyForData::mustBeTheFirst)
                .map(_ -> agreement);
    }

    /** Those of a client, the latest first. */
    public Uni<Page<Agreement>> of(UUID client, PageRequest page) {
        return agreements.ofClient(client, page);
    }

    private OpenDataset conditional(String dataset) {
        var open = datasets.require(dataset, false);
        if (!open.hasConditions()) {
            throw NOTHING_CONDITIONAL.because("whatever is open of it is open to everybody");
        }
        return open;
    }

    private LocalDate lastDay(Optional<LocalDate> until) {
        var today = clock.today();
        var latest = today.plusYears(1);
        var day = until.orElse(latest);
        if (day.isBefore(today) || day.isAfter(latest)) {
            throw AGREEMENT_INVALID
                    .because("see errors")
                    .with(List.of(new Violation(
                            "/until", "out-of-range", "must be a day from today on, at most a year ahead")));
        }
        return day;
    }

    private static void mustBeTheFirst(boolean added) {
        if (!added) {
            throw AGREEMENT_ASKED.because("an application for it waits for the department");
        }
    }
}
