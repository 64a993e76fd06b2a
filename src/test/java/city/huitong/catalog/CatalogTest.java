package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogTest {

    @Test
    void givesPagesInOrderUntilNothingIsLeft() {
        var departments = Stream.of("tax", "civil-affairs", "education")
                .map(id -> new Department(new DepartmentId(id), LocalizedText.of(id)))
                .toList();
        var catalog = Catalog.of(1, departments, List.of(), List.of());

        var first = catalog.departments(PageRequest.parse("2", null));
        var second = catalog.departments(PageRequest.parse("2", first.next().orElseThrow()));

        assertThat(first.items())
                .extracting(department -> department.id().value())
                .containsExactly("civil-affairs", "education");
        assertThat(second.items())
                .extracting(department -> department.id().value())
                .containsExactly("tax");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void doesNotRepeatAnUnknownName() {
        var problem = catchThrowableOfType(Problem.class, () -> Catalog.EMPTY.requireDataset("310101199001011234"));

        assertThat(problem.type()).isEqualTo(CatalogProblem.DATASET_NOT_FOUND);
        assertThat(problem.detail()).doesNotContain("310101");
    }
}
