package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.VERSION_NOT_FOUND;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Questions.Slice;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
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

    /** The version of the dataset in which the records were read whose keys a question has. */
    public record Origin(DatasetId dataset, DataVersion version) {}

    /**
     * The first page for each key of the question, in their order; of the same version where it is the same dataset, otherwise of the one
     * that was the latest beside it.
     */
    public Uni<List<AnswerPage>> pages(RelatedQuery question, Origin origin) {
        return question.keys().isEmpty()
                ? Uni.createFrom().item(List.of())
                : slices(question, origin).chain(slices -> pages(question, slices));
    }

    private Uni<List<Slice>> slices(RelatedQuery question, Origin origin) {
        var isLatest =
                latest.of(origin.dataset()).filter(origin.version()::equals).isPresent();
        return isLatest
                ? questions
                        .related(question, Optional.empty())
                        .chain(slices -> isBeside(question, origin, slices)
                                ? Uni.createFrom().item(slices)
                                : former(question, origin))
                : former(question, origin);
    }

    /** Not, if the department has published while the records above were on their way. */
    private static boolean isBeside(RelatedQuery question, Origin origin, List<Slice> slices) {
        return !isSame(question, origin)
                || slices.getFirst()
                        .version()
                        .filter(version -> version.number() == origin.version().number())
                        .isPresent();
    }

    private static boolean isSame(RelatedQuery question, Origin origin) {
        return question.query().dataset().id().equals(origin.dataset());
    }

    private Uni<List<Slice>> former(RelatedQuery question, Origin origin) {
        return versionBeside(question, origin).chain(version -> questions.related(question, Optional.of(version)));
    }

    private Uni<DataVersion> versionBeside(RelatedQuery question, Origin origin) {
        return isSame(question, origin)
                ? Uni.createFrom().item(origin.version())
                : versions.at(question.query().dataset().id(), origin.version().at())
                        .map(version -> version.orElseThrow(
                                () -> VERSION_NOT_FOUND.because("the related dataset was not open yet at that time")));
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
