package city.huitong.expression;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Strings words and signs of the language together without sense. */
final class RandomSoup {

    private static final List<String> PIECES = List.of(
            "person.hukou",
            "enterprise.income",
            "enterprise.staff",
            "asOf",
            "params.minAge",
            "type",
            "x.y",
            "'sh'",
            "'",
            "\"",
            "1",
            "0.5",
            "1e5",
            "5u",
            "null",
            "true",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ".",
            "?",
            ":",
            "&&",
            "||",
            "!",
            "==",
            "!=",
            "<",
            ">=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "in",
            "=",
            "yuan(",
            "date(",
            "known(",
            "ageAt(",
            "round(",
            "min(",
            ".startsWith(",
            ".map(",
            "has(",
            "上海",
            "，",
            "\n",
            "//",
            "\\",
            "`",
            "$",
            "𠮷");

    private RandomSoup() {}

    static String of(long seed) {
        var random = new Random(seed);
        return Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
                .limit(1 + random.nextInt(8))
                .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
    }
}
