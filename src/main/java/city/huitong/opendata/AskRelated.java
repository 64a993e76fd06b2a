package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.VERSION_NOT_FOUND;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Questions.Slice;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers questions for records that others are tied to, many at once and beside the version in which those were read. */
@Singleton
public class AskRelated {

    private final Questions questions;
    private final FormerVersions versions;
    private final LatestVersions latest;
    private final ProtectPeople people;

    AskRelated(Questions questions, FormerVersions versions, LatestVersions latest, ProtectPeople people) {
        this.questions = questions;
        this.versions = versions;
        this.latest = latest;
        this.people = people;
    }

    /**
     * Where the records were read whose keys a question has.
     *
     * @param version the dataset's
     * @param at whose latest versions are asked for; now where empty
     */
    public record Origin(DatasetId dataset, DataVersion version, Optional<Instant> at) {

        /** The same moment, for records of another dataset. */
        public Origin then(DatasetId other, DataVersion otherVersion) {
            return new Origin(other, otherVersion, at);
        }
    }

    /**
     * The origin of a page.
     *
     * @param asOf the time that was asked for
     */
    public Uni<Origin> origin(AnswerPage page, Optional<Instant> asOf) {
        var dataset = page.question().dataset().id();
        if (asOf.isPresent() || isLatest(dataset, page.version())) {
            return Uni.createFrom().item(new Origin(dataset, page.version(), asOf));
        }
        return versions.version(dataset, page.version().number() + 1)
                .map(next -> new Origin(dataset, page.version(), next.map(AskRelated::before)));
    }

    /** The last moment at which the version before was the latest: times of versions have microseconds. */
    private static Instant before(DataVersion version) {
        return version.at().minus(1, ChronoUnit.MICROS);
    }

    private boolean isLatest(DatasetId dataset, DataVersion version) {
        return latest.of(dataset).filter(version::equals).isPresent();
    }

    /**
     * The first page for each key of the question, in their order; of the same version where it is the same dataset, otherwise of the one
     * that was the latest then.
     */
    public Uni<List<AnswerPage>> pages(RelatedQuery question, Origin origin) {
        return question.keys().isEmpty()
                ? Uni.createFrom().item(List.of())
                : slices(question, origin).chain(slices -> pages(question, slices));
    }

    private Uni<List<Slice>> slices(RelatedQuery question, Origin origin) {
        return version(question, origin)
                .chain(version -> version.filter(
                                known -> !isLatest(question.query().dataset().id(), known))
                        .map(former -> questions.related(question, Optional.of(former)))
                        .orElseGet(() -> latest(question, version)));
    }

    /** The department may have published while the records above were on their way. */
    private Uni<List<Slice>> latest(RelatedQuery question, Optional<DataVersion> wanted) {
        return questions
                .related(question, Optional.empty())
                .chain(slices -> wanted.isEmpty() || isOf(slices, wanted.get())
                        ? Uni.createFrom().item(slices)
                        : questions.related(question, wanted));
    }

    private static boolean isOf(List<Slice> slices, DataVersion wanted) {
        return slices.getFirst()
                .version()
                .filter(version -> version.number() == wanted.number())
                .isPresent();
    }

    /** Which version the answer must have; empty where any latest one will do. */
    private Uni<Optional<DataVersion>> version(RelatedQuery question, Origin origin) {
        var dataset = question.query().dataset().id();
        if (dataset.equals(origin.dataset())) {
            return Uni.createFrom().item(Optional.of(origin.version()));
        }
        return origin.at()
                .map(at -> versions.at(dataset, at).map(AskRelated::mustHaveBeenOpen))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<DataVersion> mustHaveBeenOpen(Optional<DataVersion> version) {
        if (version.isEmpty()) {
            throw VERSION_NOT_FOUND.because("the related dataset was not open yet at that time");
        }
        return version;
    }

    private Uni<List<AnswerPage>> pages(RelatedQuery question, List<Slice> slices) {
        var version = slices.getFirst()
                .version()
                .orElseThrow(() -> VERSION_NOT_FOUND.because("nothing has been published yet"));
        return people.mustHold(question.query().dataset(), version)
                .chain(() -> counts(question, version))
                .map(counts -> IntStream.range(0, slices.size())
                        .mapToObj(i -> AskQuestions.page(
                                question.query(), version, slices.get(i).rows(), counts.get(i)))
                        .toList());
    }

    private Uni<List<OptionalLong>> counts(RelatedQuery question, DataVersion version) {
        return question.query().count() == Count.NONE
                ? Uni.createFrom()
                        .item(Stream.generate(OptionalLong::empty)
                                .limit(question.keys().size())
                                .toList())
                : questions
                        .count(version, question)
                        .map(counts -> counts.stream().map(OptionalLong::of).toList());
    }
}
