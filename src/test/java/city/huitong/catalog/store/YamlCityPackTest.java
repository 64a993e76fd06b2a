package city.huitong.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.huitong.catalog.CatalogProblem;
import city.huitong.catalog.CityPack;
import city.huitong.platform.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlCityPackTest {

    @TempDir
    Path folder;

    @Test
    void readsAPackThatCameWithTheHub() {
        var pack = new YamlCityPack(Optional.of("tiny"));

        assertThat(pack.departments())
                .extracting(document -> document.place(""))
                .containsExactly("departments.yaml#/0");
        assertThat(pack.datasets()).extracting(CityPack.Document::file).containsExactly("datasets/births.yaml");
        assertThat(pack.facts()).extracting(document -> document.place("")).containsExactly("facts/births.yaml#/0");
        assertThat(pack.policies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.cases()).isPresent());
    }

    @Test
    void readsAFolderWithoutBeingToldItsFiles() throws IOException {
        write("departments.yaml", "[]");
        write("datasets/b.yaml", "id: b");
        write("datasets/a.yaml", "id: a");
        write("policies/p.yaml", "policy: p");
        write("policies/p.cases.yaml", "[]");

        var pack = new YamlCityPack(Optional.of(folder.toString()));

        assertThat(pack.datasets())
                .extracting(CityPack.Document::tree)
                .containsExactly(Map.of("id", "a"), Map.of("id", "b"));
        assertThat(pack.policies()).hasSize(1);
        assertThat(pack.facts()).isEmpty();
    }

    @Test
    void saysWhatTheCityIsCalled() throws IOException {
        assertThat(new YamlCityPack(Optional.of(folder.toString())).about()).isEmpty();

        write("pack.yaml", "title: {zh: X市}");

        assertThat(new YamlCityPack(Optional.of(folder.toString())).about())
                .map(CityPack.Document::tree)
                .contains(Map.of("title", Map.of("zh", "X市")));
    }

    @Test
    void isEmptyWhereTheHubHasNone() {
        var pack = new YamlCityPack(Optional.empty());

        assertThat(pack.isPresent()).isFalse();
        assertThat(pack.datasets()).isEmpty();
    }

    @Test
    void refusesAKeyGivenTwice() throws IOException {
        write("datasets/a.yaml", "id: a\nid: b");

        assertThat(refusal()).contains("datasets/a.yaml#").contains("line 2");
    }

    @Test
    void refusesCasesOutsideItsFolder() throws IOException {
        write("policies/p.yaml", "cases: ../../etc/passwd");

        var problem =
                catchThrowableOfType(Problem.class, () -> new YamlCityPack(Optional.of(folder.toString())).policies());

        assertThat(problem.type()).isEqualTo(CatalogProblem.CITY_PACK_INVALID);
    }

    @Test
    void saysWhichFileIsMissing() {
        var problem =
                catchThrowableOfType(Problem.class, () -> new YamlCityPack(Optional.of("no-such-pack")).departments());

        assertThat(problem.detail()).contains("departments.yaml");
    }

    private String refusal() {
        return catchThrowableOfType(Problem.class, () -> new YamlCityPack(Optional.of(folder.toString())).datasets())
                .detail();
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
