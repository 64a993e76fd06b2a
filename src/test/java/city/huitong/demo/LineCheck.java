package city.huitong.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a line is a record of a dataset: the few schema words the demo pack uses, and check characters on their own. */
final class LineCheck {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private final Map<String, JsonNode> properties;
    private final List<String> required;
    private final List<String> key;

    LineCheck(JsonNode dataset) {
        JsonNode schema = dataset.get("schema");
        properties = schema.get("properties").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        required = DemoPack.items(schema.get("required")).map(JsonNode::asText).toList();
        key = DemoPack.items(dataset.get("key")).map(JsonNode::asText).toList();
    }

    boolean accepts(String line) {
        try {
            JsonNode record = JSON.readTree(line);
            boolean withdrawal = record.path("$withdraw").asBoolean();
            return withdrawal ? isKey(record) : isRecord(record);
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private boolean isKey(JsonNode record) {
        return record.size() == key.size() + 1 && key.stream().allMatch(name -> fits(name, record.path(name)));
    }

    private boolean isRecord(JsonNode record) {
        return required.stream().allMatch(record::has)
                && record.properties().stream().allMatch(entry -> fits(entry.getKey(), entry.getValue()));
    }

    private boolean fits(String name, JsonNode value) {
        JsonNode property = properties.get(name);
        if (property == null) {
            return false;
        }
        return switch (property.get("type").asText()) {
            case "string" -> value.isTextual() && textFits(property, value.asText());
            case "integer" -> value.isIntegralNumber() && numberFits(property, value);
            case "number" -> value.isNumber() && numberFits(property, value) && isMoney(value);
            default -> value.isBoolean();
        };
    }

    private static boolean textFits(JsonNode property, String text) {
        boolean listed = !property.has("enum")
                || DemoPack.items(property.get("enum"))
                        .anyMatch(word -> word.asText().equals(text));
        boolean matches =
                !property.has("pattern") || text.matches(property.get("pattern").asText());
        boolean fitting = text.length() <= property.path("maxLength").asInt(Integer.MAX_VALUE);
        return listed
                && matches
                && fitting
                && formatFits(property.path("format").asText(), text);
    }

    private static boolean formatFits(String format, String text) {
        return switch (format) {
            case "date" -> isDay(text);
            case "date-time" -> isTime(text);
            case "citizen-number" -> isCitizen(text);
            case "unified-social-credit-code" -> isCreditCode(text);
            case "household-number" -> text.matches("9[0-9]{8}");
            default -> !text.isEmpty();
        };
    }

    private static boolean numberFits(JsonNode property, JsonNode value) {
        double number = value.asDouble();
        return number >= property.path("minimum").asDouble(-Double.MAX_VALUE)
                && number <= property.path("maximum").asDouble(Double.MAX_VALUE);
    }

    private static boolean isMoney(JsonNode value) {
        return value.decimalValue().scale() <= 2;
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        return text.matches("[^T]+T[0-9]{2}:[0-9]{2}:[0-9]{2}[+]08:00") && isDay(text.substring(0, 10));
    }

    /** ISO 7064 MOD 11-2, digit by digit as the standard's recursion has it. */
    static boolean isCitizen(String text) {
        if (!text.matches("999999[0-9]{11}[0-9X]")) {
            return false;
        }
        int product = 0;
        for (int i = 0; i < 17; i++) {
            product = (product + text.charAt(i) - '0') * 2 % 11;
        }
        int check = text.endsWith("X") ? 10 : text.charAt(17) - '0';
        String birth = text.substring(6, 10) + '-' + text.substring(10, 12) + '-' + text.substring(12, 14);
        return (product + check) % 11 == 1 && isDay(birth) && !text.startsWith("000", 14);
    }

    /** GB 32100 as a sum of powers of three that must vanish, GB 11714 likewise. */
    static boolean isCreditCode(String text) {
        if (!text.matches("91990000MA[0-9]{6}[0-9X][" + ALPHABET + "]")) {
            return false;
        }
        int sum = 0;
        int power = 1;
        for (int i = 0; i < text.length(); i++) {
            sum += ALPHABET.indexOf(text.charAt(i)) * power;
            power = power * 3 % 31;
        }
        // The eighteenth weight is 3^17 mod 31 = 22, but the standard adds the check character itself.
        int last = ALPHABET.indexOf(text.charAt(17));
        return (sum - last * 22 + last) % 31 == 0 && isOrganisation(text.substring(8, 17));
    }

    private static boolean isOrganisation(String text) {
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = text.charAt(8) == 'X' ? 10 : text.charAt(8) - '0';
        for (int i = 0; i < weights.length; i++) {
            sum += Character.digit(text.charAt(i), 36) * weights[i];
        }
        return sum % 11 == 0;
    }
}
