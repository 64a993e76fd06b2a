package city.huitong.opendata;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.Frequency;
import city.huitong.catalog.LocalizedText;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.FieldCounts.Filled;
import city.huitong.opendata.QualityCheck.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good an open dataset is: whether its fields are filled, whether it comes when it was promised, and whether its description says
 * what a user needs.
 */
final class Quality {

    /** Below this share of values something is missing in general, and not now and then. */
    private static final double FILLED = 0.95;

    private static final LocalizedText COMPLETENESS = new LocalizedText("开放字段的填充率", "How far open fields are filled");
    private static final LocalizedText TIMELINESS = new LocalizedText("按承诺周期更新", "Updated as often as promised");
    private static final LocalizedText LICENCE = new LocalizedText("有使用许可", "Has a licence");
    private static final LocalizedText TITLES = new LocalizedText("名称有中英文", "Is titled in both languages");
    private static final LocalizedText FINDABILITY = new LocalizedText("有主题与关键词", "Has themes and keywords");
    private static final LocalizedText REASONS = new LocalizedText("不开放的字段有理由", "Says why fields are withheld");

    private final Dataset dataset;
    private final List<Field> open;

    Quality(OpenDataset readable) {
        this.dataset = readable.dataset();
        this.open = readable.fields();
    }

    /** All checks, in a fixed order. */
    List<QualityCheck> checks(Optional<DataVersion> version, Optional<Filled> filled, Instant now, ZoneId zone) {
        return List.of(
                completeness(filled),
                timeliness(version.map(DataVersion::at), now, zone),
                licence(),
                titles(),
                findability(),
                reasons());
    }

    private QualityCheck completeness(Optional<Filled> counted) {
        var filled = counted.filter(counts -> counts.rows() > 0);
        return filled.isEmpty()
                ? new QualityCheck("completeness", COMPLETENESS, Result.OPEN, Map.of())
                : completeness(filled.get());
    }

    private QualityCheck completeness(Filled counts) {
        var numbers = new LinkedHashMap<String, Number>();
        numbers.put("records", counts.rows());
        open.forEach(field -> numbers.put("share." + field.name(), share(counts, field)));
        var complete = open.stream().allMatch(field -> share(counts, field) >= (field.required() ? 1 : FILLED));
        return new QualityCheck("completeness", COMPLETENESS, QualityCheck.of(complete), numbers);
    }

    private static double share(Filled counts, Field field) {
        return (double) counts.filled().getOrDefault(field.name(), 0L) / counts.rows();
    }

    /** The period begins with the last publication; what is promised for a day may come at any hour of it. */
    private QualityCheck timeliness(Optional<Instant> published, Instant now, ZoneId zone) {
        var promised = dataset.open().frequency().flatMap(Frequency::longest);
        var numbers = new LinkedHashMap<String, Number>();
        published.ifPresent(
                at -> numbers.put("daysSince", Duration.between(at, now).toDays()));
        if (promised.isEmpty() || published.isEmpty()) {
            return new QualityCheck("timeliness", TIMELINESS, Result.OPEN, numbers);
        }
        var today = LocalDate.ofInstant(now, zone);
        var due = LocalDate.ofInstant(published.get(), zone).plus(promised.get());
        numbers.put("daysLate", Math.max(0, due.until(today, ChronoUnit.DAYS)));
        return new QualityCheck("timeliness", TIMELINESS, QualityCheck.of(!today.isAfter(due)), numbers);
    }

    private QualityCheck licence() {
        return new QualityCheck(
                "licence", LICENCE, QualityCheck.of(dataset.open().licence().isPresent()), Map.of());
    }

    private QualityCheck titles() {
        var translated = open.stream()
                .filter(field -> dataset.open().field(field.name()).title().isPresent())
                .count();
        var named = !dataset.title().en().equals(dataset.title().zh());
        return new QualityCheck(
                "titles",
                TITLES,
                QualityCheck.of(named && translated == open.size()),
                numbers("fields", open.size(), "translated", translated));
    }

    private QualityCheck findability() {
        var entry = dataset.open();
        var found = !entry.themes().isEmpty()
                && !entry.keywordsZh().isEmpty()
                && !entry.keywordsEn().isEmpty();
        var keywords = entry.keywordsZh().size() + entry.keywordsEn().size();
        return new QualityCheck(
                "findability",
                FINDABILITY,
                QualityCheck.of(found),
                numbers("themes", entry.themes().size(), "keywords", keywords));
    }

    private QualityCheck reasons() {
        var withheld = dataset.fields().stream()
                .filter(field -> dataset.openingOf(field) != dataset.opening())
                .toList();
        var explained = withheld.stream()
                .filter(field -> dataset.withheldBecause(field).isPresent())
                .count();
        return new QualityCheck(
                "reasons",
                REASONS,
                QualityCheck.of(explained == withheld.size()),
                numbers("withheld", withheld.size(), "explained", explained));
    }

    private static Map<String, Number> numbers(String one, Number value, String other, Number otherValue) {
        var numbers = new LinkedHashMap<String, Number>();
        numbers.put(one, value);
        numbers.put(other, otherValue);
        return numbers;
    }
}
