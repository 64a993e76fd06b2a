package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.huitong.expression.Value;
import city.huitong.platform.problem.Problem;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactReaderTest {

    private static final String HEAD = """
            title: {zh: 事实, en: Fact}
            dataset: population
            """;

    private final Catalog catalog = Documents.catalog(Documents.population());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: person.hukou | derive: latest | column: hukou | TEXT",
                "name: person.birth | derive: min | column: birth | DATE",
                "name: person.income | derive: sum | column: income | MONEY",
                "name: person.children | derive: max | column: children | INT",
                "name: person.alive | derive: latest | column: alive | BOOL",
                "name: person.registered | derive: exists | where: hukou == 'sh' | BOOL",
                "name: person.records | derive: count | 'window: {on: birth, months: 24}' | INT",
                "name: person.household | derive: latest | column: household_number | HOUSEHOLD",
            })
    void givesTheTypeOfDerivationAndColumn(String name, String derive, String third, FactType type) {
        assertThat(read(name, derive, third).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: enterprise.x | derive: latest | column: hukou | /name wrong-subject",
                "name: person.X | derive: latest | column: hukou | /name name-expected",
                "name: person.xmin | derive: latest | column: hukou | /name name-expected",
                "'name: \"person.a; drop table\"' | derive: latest | column: hukou | /name name-expected",
                "name: person.x | derive: average | column: hukou | /derive unknown-word",
                "name: person.x | derive: latest | column: nothing | /column unknown-field",
                "name: person.x | derive: latest | title: {zh: x} | /column column-expected",
                "name: person.x | derive: count | column: hukou | /column unknown-key",
                "name: person.x | derive: sum | column: hukou | /column wrong-type",
                "name: person.x | derive: latest | column: addresses | /column wrong-type",
                "name: person.x | derive: latest | column: citizen_number | /column wrong-type",
                "name: person.x | derive: latest | column: household_number | /name household-link",
                "name: person.household | derive: latest | column: hukou | /name household-link",
                "name: person.x | derive: exists | where: hukou = 'sh' | /where expression",
                "name: person.x | derive: exists | where: citizen_number == 'x' | /where expression",
                "name: person.x | derive: exists | where: moved_at == 'x' | /where expression",
                "name: person.x | derive: exists | where: hukou | /where wrong-type",
                "name: person.x | derive: exists | 'window: {on: hukou, months: 1}' | /window/on wrong-type",
                "name: person.x | derive: exists | 'window: {on: birth, months: 0}' | /window/months out-of-range",
                "name: person.x | derive: exists | orderBy: birth | /orderBy unknown-key",
                "name: person.x | derive: exists | otherwise: 1 | /otherwise wrong-type",
                "name: person.x | derive: exists | othervise: false | /othervise unknown-key",
            })
    void refusesAndNamesThePlace(String name, String derive, String third, String expected) {
        var problem = catchThrowableOfType(Problem.class, () -> read(name, derive, third));

        assertThat(problem.type()).isEqualTo(CatalogProblem.FACT_INVALID);
        assertThat(problem.violations())
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .contains(expected);
    }

    @Test
    void refusesADatasetTheCatalogueDoesNotHave() {
        var problem = catchThrowableOfType(
                Problem.class,
                () -> FactReader.read(Documents.tree(HEAD + "name: person.x\nderive: exists"), Catalog.EMPTY));

        assertThat(problem.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.code()).isEqualTo("unknown-dataset"));
    }

    @Test
    void keepsMoneyOfDocumentsAsFen() {
        var fact = read("name: person.income", "derive: sum", "column: income\notherwise: 12.34");

        assertThat(fact.otherwise()).contains(new Value.Money(1_234));
        assertThat(FactConstant.parse(
                        FactType.MONEY,
                        FactConstant.written(new Value.Money(1_234)).toString()))
                .contains(new Value.Money(1_234));
    }

    @Test
    void readsBackEveryConstantItWrites() {
        assertThat(readBack(FactType.BOOL, Value.Bool.TRUE)).contains(Value.Bool.TRUE);
        assertThat(readBack(FactType.INT, new Value.Int(-7))).contains(new Value.Int(-7));
        assertThat(readBack(FactType.NUMBER, new Value.Num(0.5))).contains(new Value.Num(0.5));
        assertThat(readBack(FactType.TEXT, new Value.Text("是"))).contains(new Value.Text("是"));
        var day = new Value.Day(LocalDate.of(2026, 11, 23));
        assertThat(readBack(FactType.DATE, day)).contains(day);
    }

    private static Optional<Value> readBack(FactType type, Value value) {
        return FactConstant.parse(type, FactConstant.written(value).toString());
    }

    private FactDefinition read(String... lines) {
        var document = String.join("\n", lines);
        return FactReader.read(
                Documents.tree((document.contains("title:") ? "dataset: population\n" : HEAD) + document), catalog);
    }
}
