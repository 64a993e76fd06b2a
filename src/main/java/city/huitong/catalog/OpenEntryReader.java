package city.huitong.catalog;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the section {@code open} of a dataset's description. */
final class OpenEntryReader {

    private static final Set<String> KEYS = Set.of(
            "licence",
            "attribution",
            "themes",
            "keywords",
            "frequency",
            "spatial",
            "fields",
            "foreignKeys",
            "anonymity",
            "agreement",
            "deprecation");
    private static final Set<String> FIELD_KEYS = Set.of("title", "opening", "reason", "basis");

    /** Without the characters that no address may hold. */
    private static final String ADDRESS = "https?://[^\\s<>\"{}|\\\\^`]{1,300}";

    private static final String DIVISION = "[0-9]{6}([0-9]{3}){0,2}";
    private static final String THEME =
            "AGRI|ECON|EDUC|ENER|ENVI|GOVE|HEAL|INTR|JUST|OP_DATPRO|REGI|SOCI|TECH|TRAN|" + ADDRESS;

    private static final int ISO_DAY = "2027-06-30".length();
    private static final int SMALLEST_K = 2;
    private static final int LARGEST_K = 1_000;
    private static final int MOST_WORDS = 20;

    private final List<Field> fields;
    private final OpeningLevel opening;

    /** @param opening the dataset's; if that could not be read, no field's own can be looser */
    OpenEntryReader(List<Field> fields, Optional<OpeningLevel> opening) {
        this.fields = fields;
        this.opening = opening.orElse(OpeningLevel.UNCONDITIONAL);
    }

    OpenEntry read(DocumentNode node) {
        if (node.isAbsent()) {
            return OpenEntry.EMPTY;
        }
        node.allowOnly(KEYS);
        var keywords = node.at("keywords");
        if (!keywords.isAbsent()) {
            keywords.allowOnly(Set.of("zh", "en"));
        }
        return new OpenEntry(
                optional(node.at("licence"), licence -> licence.text(ADDRESS, text -> text)),
                optional(node.at("attribution"), DocumentNode::localized),
                words(node.at("themes"), theme -> theme.text(THEME, text -> text)),
                words(keywords.at("zh"), DocumentNode::text),
                words(keywords.at("en"), DocumentNode::text),
                optional(node.at("frequency"), word -> word.word(Frequency.values(), Frequency::word)),
                optional(node.at("spatial"), area -> area.text(DIVISION + "|" + ADDRESS, text -> text)),
                fields(node.at("fields")),
                new ForeignKeyReader(fields).read(node.at("foreignKeys")),
                optional(node.at("anonymity"), this::anonymity),
                optional(node.at("agreement"), DocumentNode::localized),
                optional(node.at("deprecation"), OpenEntryReader::deprecation));
    }

    /** Refuses an open dataset about people that does not say what protects them. */
    void checkPeople(DocumentNode node, Dataset.Subject subject, OpenEntry open) {
        var aboutPeople = subject.kind() != SubjectKind.ENTERPRISE;
        if (aboutPeople && node.at("anonymity").isAbsent() && opensAnything(open)) {
            node.at("anonymity")
                    .refuse(
                            "anonymity-missing",
                            "must say k and the quasi-identifiers, because the dataset is open and about people; or opening"
                                    + " must be none for all its fields");
        }
    }

    private boolean opensAnything(OpenEntry open) {
        return fields.stream()
                .filter(field -> field.type().names().isEmpty())
                .map(field ->
                        opening.stricter(open.field(field.name()).opening().orElse(opening)))
                .anyMatch(level -> level != OpeningLevel.NONE);
    }

    private static <T> Optional<T> optional(DocumentNode node, Function<DocumentNode, Optional<T>> read) {
        return node.isAbsent() ? Optional.empty() : read.apply(node);
    }

    private static List<String> words(DocumentNode node, Function<DocumentNode, Optional<String>> read) {
        if (node.isAbsent()) {
            return List.of();
        }
        var words = new ArrayList<String>();
        for (var item : node.items()) {
            read.apply(item).ifPresent(word -> add(item, word, words));
        }
        if (words.size() > MOST_WORDS) {
            node.refuse("too-many", "must be at most " + MOST_WORDS);
        }
        return words;
    }

    private static void add(DocumentNode item, String word, List<String> words) {
        if (words.contains(word)) {
            item.refuse("duplicate", "is named twice");
        }
        words.add(word);
    }

    private Map<String, OpenField> fields(DocumentNode node) {
        var entries = new LinkedHashMap<String, OpenField>();
        if (node.isAbsent()) {
            return entries;
        }
        for (var name : node.keys()) {
            existing(node.at(name), name).ifPresent(field -> entries.put(name, field(node.at(name), field)));
        }
        return entries;
    }

    private OpenField field(DocumentNode node, Field field) {
        node.allowOnly(FIELD_KEYS);
        var level = optional(node.at("opening"), word -> word.word(OpeningLevel.values(), OpeningLevel::word));
        var reason = optional(node.at("reason"), DocumentNode::localized);
        level.ifPresent(own -> checkOpening(node, field, own, reason));
        return new OpenField(
                optional(node.at("title"), title -> title(title, field)),
                level,
                reason,
                node.at("basis").optionalText());
    }

    private void checkOpening(DocumentNode node, Field field, OpeningLevel own, Optional<LocalizedText> reason) {
        var isNumber = field.type().names().isPresent();
        if (isNumber && own != OpeningLevel.NONE) {
            node.at("opening").refuse("number-opened", "must be none, or left out: official numbers are never open");
        }
        if (!isNumber && opening.stricter(own) != own) {
            node.at("opening").refuse("looser-opening", "must not be looser than the dataset's: " + opening.word());
        } else if (!isNumber && own == OpeningLevel.NONE && own != opening && reason.isEmpty()) {
            node.at("reason").refuse("reason-missing", "must say why the field is not open when the dataset is");
        }
    }

    /** The schema has the Chinese title; a second one that says something else would be one too many. */
    private static Optional<LocalizedText> title(DocumentNode node, Field field) {
        node.allowOnly(Set.of("zh", "en"));
        if (!node.at("zh").raw().map(field.title()::equals).orElse(true)) {
            node.at("zh").refuse("not-the-schema", "must be the schema's title, or left out");
        }
        return node.at("en").text().map(en -> new LocalizedText(field.title(), en));
    }

    private static Optional<Deprecation> deprecation(DocumentNode node) {
        node.allowOnly(Set.of("since", "sunset", "successor"));
        var since = day(node.at("since"));
        var sunset = day(node.at("sunset"));
        var successor = optional(node.at("successor"), id -> id.text(DatasetId.FORM, DatasetId::new));
        return since.flatMap(first -> sunset.flatMap(last -> {
            if (last.isBefore(first)) {
                node.at("sunset").refuse("out-of-order", "must not be before since");
                return Optional.empty();
            }
            return Optional.of(new Deprecation(first, last, successor));
        }));
    }

    private static Optional<LocalDate> day(DocumentNode node) {
        var day = node.raw().map(String::valueOf).flatMap(OpenEntryReader::day);
        if (day.isEmpty()) {
            node.refuse("day-expected", "must be a day, as 2027-06-30");
        }
        return day;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(text).filter(day -> day.length() == ISO_DAY).map(LocalDate::parse);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private Optional<Anonymity> anonymity(DocumentNode node) {
        node.allowOnly(Set.of("k", "of"));
        var k = node.at("k").whole(SMALLEST_K, LARGEST_K);
        var of = words(node.at("of"), this::quasiIdentifier);
        if (of.isEmpty()) {
            node.at("of").refuse("quasi-identifiers", "must name the properties by which a person could be found");
        }
        return k.map(known -> new Anonymity(known, of));
    }

    private Optional<String> quasiIdentifier(DocumentNode node) {
        var field = node.text().flatMap(name -> existing(node, name));
        if (field.filter(known -> known.type().names().isPresent()).isPresent()) {
            node.refuse("number-shared", "must not be an official number: no two people share one");
        }
        if (field.filter(known -> !known.type().isScalar()).isPresent()) {
            node.refuse("scalar-expected", "must not be an array or object");
        }
        return field.map(Field::name);
    }

    private Optional<Field> existing(DocumentNode node, String name) {
        return DatasetReader.existing(node, name, fields);
    }
}
