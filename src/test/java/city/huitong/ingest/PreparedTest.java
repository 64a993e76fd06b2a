package city.huitong.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lines about somebody who was enrolled under another key. */
class PreparedTest {

    private static final SubjectId COMPUTED = new SubjectId(new UUID(1, 1));
    private static final SubjectId NAME = new SubjectId(new UUID(2, 2));
    private static final SubjectId OTHER = new SubjectId(new UUID(3, 3));

    @Test
    void areAboutTheNameSheHas() {
        var row = new RecordRow(
                new Object[] {COMPUTED.value(), "x", null, OTHER.value()}, List.of(COMPUTED.value(), "x"), false);
        var met = new SubjectDirectory.Encounter(COMPUTED, SubjectKind.PERSON, "n");
        var prepared = new Prepared(7, null, List.of(row), Map.of(COMPUTED, met), List.of());

        var renamed = prepared.renamed(Map.of(COMPUTED, NAME));

        assertThat(renamed.rows())
                .containsExactly(new RecordRow(
                        new Object[] {NAME.value(), "x", null, OTHER.value()}, List.of(NAME.value(), "x"), false));
        assertThat(renamed.subjects()).containsOnlyKeys(NAME);
        assertThat(renamed.subjects().get(NAME).id()).isEqualTo(NAME);
        assertThat(renamed.subjects().get(NAME).number()).isEqualTo("n");
    }
}
