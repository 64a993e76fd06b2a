package city.huitong.opendata;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.LocalizedText;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds datasets of the open catalogue. A city has thousands at most, so all of them are looked at. */
@ApplicationScoped
public class SearchDatasets {

    private final OpenDatasets datasets;

    SearchDatasets(OpenDatasets datasets) {
        this.datasets = datasets;
    }

    /**
     * What is looked for.
     *
     * @param words all of them must occur, in any case and place
     * @param theme one of the dataset's themes
     * @param department its publisher
     */
    public record Wanted(Optional<String> words, Optional<String> theme, Optional<String> department) {}

    /** How many there are that fit. */
    public int count(Wanted wanted) {
        return Math.toIntExact(fitting(wanted).count());
    }

    /** One page of those that fit, by id. */
    public Page<OpenDataset> find(Wanted wanted, PageRequest page) {
        var found = fitting(wanted)
                .filter(dataset -> dataset.id().value().compareTo(page.afterOrStart()) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(page, found, dataset -> dataset.id().value());
    }

    private Stream<OpenDataset> fitting(Wanted wanted) {
        return datasets.all().stream().filter(dataset -> fits(dataset.dataset(), wanted));
    }

    private static boolean fits(Dataset dataset, Wanted wanted) {
        return wanted.theme().stream().allMatch(dataset.open().themes()::contains)
                && wanted.department().stream().allMatch(dataset.department().value()::equals)
                && wanted.words().stream().allMatch(words -> contains(dataset, words));
    }

    private static boolean contains(Dataset dataset, String words) {
        var text = texts(dataset).collect(joining("\n")).toLowerCase(Locale.ROOT);
        return Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(text::contains);
    }

    private static Stream<String> texts(Dataset dataset) {
        var titles = dataset.fields().stream().map(dataset::titleOf);
        var own = Stream.concat(Stream.of(dataset.title(), dataset.description()), titles)
                .flatMap(SearchDatasets::both);
        var keywords = Stream.concat(dataset.open().keywordsZh().stream(), dataset.open().keywordsEn().stream());
        return Stream.concat(Stream.of(dataset.id().value()), Stream.concat(own, keywords));
    }

    private static Stream<String> both(LocalizedText text) {
        return Stream.of(text.zh(), text.en());
    }
}
