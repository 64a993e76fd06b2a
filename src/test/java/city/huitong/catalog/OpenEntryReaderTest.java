package city.huitong.catalog;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.huitong.platform.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenEntryReaderTest {

    private static final String OPEN = """
            opening: conditional
            open:
              licence: https://creativecommons.org/licenses/by/4.0/
              attribution: {zh: 市公安局, en: Public Security Bureau}
              themes: [SOCI]
              keywords: {zh: [人口], en: [population]}
              frequency: monthly
              spatial: '999999'
              fields:
                birth: {title: {en: Born on}}
                income:
                  opening: none
                  reason: {zh: 涉及隐私, en: Is private}
                  basis: 《个人信息保护法》第二十五条
              anonymity: {k: 5, of: [birth, hukou]}""";

    private static final String POPULATION = Documents.replaced(Documents.POPULATION, "opening: none", OPEN);

    private final DatasetReader reader = new DatasetReader(_ -> List.of());

    @Test
    void readsWhatTheCatalogueSays() {
        var open = read().open();

        assertThat(open.licence()).contains("https://creativecommons.org/licenses/by/4.0/");
        assertThat(open.attribution()).contains(new LocalizedText("市公安局", "Public Security Bureau"));
        assertThat(open.themes()).containsExactly("SOCI");
        assertThat(open.keywordsZh()).containsExactly("人口");
        assertThat(open.keywordsEn()).containsExactly("population");
        assertThat(open.frequency()).contains(Frequency.MONTHLY);
        assertThat(open.spatial()).contains("999999");
        assertThat(open.fields()).containsOnlyKeys("birth", "income");
        assertThat(open.field("income").basis()).contains("《个人信息保护法》第二十五条");
        assertThat(open.anonymity()).contains(new Anonymity(5, List.of("birth", "hukou")));
    }

    @Test
    void yieldsTheSameEntryFromItsStoredText() {
        var dataset = read();

        assertThat(DatasetReader.storedOpen(Documents.tree(dataset.open().text()), dataset.schema()))
                .isEqualTo(dataset.open());
        assertThat(DatasetReader.storedOpen(Documents.tree(OpenEntry.EMPTY.text()), dataset.schema()))
                .isEqualTo(OpenEntry.EMPTY);
    }

    @Test
    void opensAFieldAsFarAsTheStricterOfDatasetAndEntry() {
        var dataset = read();

        assertThat(opening(dataset, "birth")).isEqualTo(OpeningLevel.CONDITIONAL);
        assertThat(opening(dataset, "income")).isEqualTo(OpeningLevel.NONE);
    }

    @Test
    void neverOpensAnOfficialNumber() {
        var dataset = read();

        assertThat(opening(dataset, "citizen_number")).isEqualTo(OpeningLevel.NONE);
        assertThat(opening(dataset, "household_number")).isEqualTo(OpeningLevel.NONE);
        assertThat(dataset.withheldBecause(field(dataset, "citizen_number")))
                .map(LocalizedText::en)
                .hasValueSatisfying(reason -> assertThat(reason).contains("pseudonym of an official number"));
    }

    @Test
    void saysWhyAFieldIsWithheld() {
        var dataset = read();

        assertThat(dataset.withheldBecause(field(dataset, "income"))).contains(new LocalizedText("涉及隐私", "Is private"));
        assertThat(dataset.withheldBecause(field(dataset, "birth"))).isEmpty();
    }

    @Test
    void callsAFieldByItsSchemaInChineseAndItsEntryInEnglish() {
        var dataset = read("birth: {type: string, format: date}", "birth: {type: string, format: date, title: 出生日期}");

        assertThat(dataset.titleOf(field(dataset, "birth"))).isEqualTo(new LocalizedText("出生日期", "Born on"));
        assertThat(dataset.titleOf(field(dataset, "citizen_number")))
                .isEqualTo(new LocalizedText("公民身份号码", "citizen_number"));
    }

    @Test
    void needsNoAnonymityWhereNothingAboutPeopleIsOpen() {
        var fields = Stream.of("birth", "hukou", "children", "moved_at", "alive", "addresses")
                .map(name -> name + ": {opening: none, reason: {zh: 隐私, en: Private}}")
                .collect(joining("\n    "));

        var dataset = read("birth: {title: {en: Born on}}", fields, "anonymity: {k: 5, of: [birth, hukou]}", "");

        assertThat(dataset.open().anonymity()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "licence: https | licence: ftp | /open/licence name-expected",
                "licence: | license: | /open/license unknown-key",
                "[SOCI] | [PEOPLE] | /open/themes/0 name-expected",
                "[SOCI] | [SOCI, SOCI] | /open/themes/1 duplicate",
                "keywords: {zh: [人口], | keywords: {cn: [人口], | /open/keywords/cn unknown-key",
                "frequency: monthly | frequency: often | /open/frequency unknown-word",
                "spatial: '999999' | spatial: X | /open/spatial name-expected",
                "birth: {title | born: {title | /open/fields/born unknown-field",
                "{en: Born on} | {zh: 生日, en: Born on} | /open/fields/birth/title/zh not-the-schema",
                "{en: Born on} | {zh: birth} | /open/fields/birth/title/en text-expected",
                "birth: {title: {en: Born on}} | birth: {opening: unconditional} | /open/fields/birth/opening looser-opening",
                "birth: {title: {en: Born on}} | birth: {opening: none} | /open/fields/birth/reason reason-missing",
                "birth: {title: {en: Born on}} | citizen_number: {opening: conditional} | /open/fields/citizen_number/opening number-opened",
                "{k: 5, | {k: 1, | /open/anonymity/k out-of-range",
                "{k: 5, | {k: 1001, | /open/anonymity/k out-of-range",
                "[birth, hukou] | [] | /open/anonymity/of quasi-identifiers",
                "[birth, hukou] | [birth, name] | /open/anonymity/of/1 unknown-field",
                "[birth, hukou] | [citizen_number] | /open/anonymity/of/0 number-shared",
                "[birth, hukou] | [addresses] | /open/anonymity/of/0 scalar-expected",
                "anonymity: {k: 5, of: [birth, hukou]} | `` | /open/anonymity anonymity-missing",
            })
    void refusesAndNamesThePlace(String right, String wrong, String expected) {
        var problem = catchThrowableOfType(Problem.class, () -> read(right, wrong));

        assertThat(problem.type()).isEqualTo(CatalogProblem.DATASET_INVALID);
        assertThat(problem.violations())
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .containsExactly(expected);
    }

    private Dataset read(String... replacements) {
        return reader.read(Documents.tree(Documents.replaced(POPULATION, replacements)));
    }

    private static OpeningLevel opening(Dataset dataset, String name) {
        return dataset.openingOf(field(dataset, name));
    }

    private static Field field(Dataset dataset, String name) {
        return dataset.field(name).orElseThrow();
    }
}
