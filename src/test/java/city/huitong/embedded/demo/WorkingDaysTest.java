package city.huitong.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 0, 2026-03-02",
        "2026-03-02, 1, 2026-03-03",
        "2026-03-06, 1, 2026-03-09",
        "2026-03-07, 1, 2026-03-09",
        "2026-03-02, 20, 2026-03-30",
        "2025-09-30, 1, 2025-10-09",
        "2026-02-13, 2, 2026-02-25"
    })
    void countsNeitherWeekendsNorHolidays(LocalDate day, int count, LocalDate then) {
        assertThat(WorkingDays.after(day, count)).isEqualTo(then);
    }
}
