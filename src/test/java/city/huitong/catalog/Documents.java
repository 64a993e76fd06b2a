package city.huitong.catalog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Descriptions for tests: valid ones, and what to change in them. */
final class Documents {

    static final String POPULATION = """
            id: population
            department: public-security
            title: {zh: 人口基本信息, en: Population register}
            subject: {kind: person, field: citizen_number}
            key: [citizen_number]
            sharing: conditional
            opening: none
            source: pushed
            schema:
              type: object
              additionalProperties: false
              required: [citizen_number, birth]
              properties:
                citizen_number: {type: string, format: citizen-number, title: 公民身份号码}
                birth: {type: string, format: date}
                hukou: {type: string, enum: [sh, other], maxLength: 20}
                income: {type: number, format: money}
                children: {type: integer, minimum: 0}
                moved_at: {type: string, format: date-time}
                alive: {type: [boolean, "null"]}
                household_number: {type: string, format: household-number}
                addresses: {type: array, items: {type: string}}
            """;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final DatasetReader READER = new DatasetReader(_ -> List.of());

    private Documents() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> tree(String yaml) {
        try {
            return YAML.readValue(yaml, LinkedHashMap.class);
        } catch (java.io.IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The population register with some text of its description replaced. */
    static Dataset population(String... replacements) {
        return READER.read(tree(replaced(POPULATION, replacements)));
    }

    static String replaced(String text, String... replacements) {
        var result = text;
        for (var index = 0; index < replacements.length; index += 2) {
            var changed = result.replace(replacements[index], replacements[index + 1]);
            if (changed.equals(result)) {
                throw new IllegalArgumentException("nothing to replace: " + replacements[index]);
            }
            result = changed;
        }
        return result;
    }

    static Catalog catalog(Dataset... datasets) {
        return Catalog.of(1, List.of(), List.of(datasets), List.of());
    }
}
