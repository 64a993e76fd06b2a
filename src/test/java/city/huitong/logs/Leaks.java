package city.huitong.logs;

import city.huitong.embedded.demo.DemoNames;
import city.huitong.subject.CitizenNumber;
import city.huitong.subject.NumberVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds in a text what no log may hold: numbers of citizens, tokens, keys, and the names that tests and the demo city ingest. Credit codes of
 * enterprises are public (they stand on every invoice) and are not looked for.
 */
final class Leaks {

    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])");
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]*");
    private static final Pattern HEADER = Pattern.compile("(?i)\\b(bearer|dpop)[ :=]+[A-Za-z0-9._~+/-]{20,}");
    private static final Pattern KEY = Pattern.compile("\\bht_[A-Za-z0-9_-]{43}");
    private static final Pattern NAME_IN_TESTS =
            Pattern.compile("\\\\?\"name\\\\?\"\\s*:\\s*\\\\?\"(\\p{IsHan}{2,4})\\\\?\"");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,}");
    private static final int LONGEST_NAME = 4;

    private final Set<String> names;

    private Leaks(Set<String> names) {
        this.names = names;
    }

    /** Looks for the names that the sources of tests and the demo city's generator have. */
    static Leaks ofThisProject() {
        var names = new HashSet<>(DemoNames.all());
        try (var sources = Files.walk(Path.of("src", "test", "java"))) {
            sources.filter(Files::isRegularFile).forEach(file -> names.addAll(namesIn(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Leaks(names);
    }

    /** The kinds of what is found; never what was found. */
    Set<String> in(String text) {
        var found = new TreeSet<String>();
        if (NUMBER.matcher(text).results().anyMatch(match -> isCitizen(match.group()))) {
            found.add("a citizen's number");
        }
        if (TOKEN.matcher(text).find() || HEADER.matcher(text).find()) {
            found.add("a token");
        }
        if (KEY.matcher(text).find()) {
            found.add("a key");
        }
        if (HAN.matcher(text).results().anyMatch(match -> holdsName(match.group()))) {
            found.add("a name");
        }
        return found;
    }

    Set<String> names() {
        return names;
    }

    private static boolean isCitizen(String text) {
        return CitizenNumber.check(text.toUpperCase(java.util.Locale.ROOT), LocalDate.now(ZoneOffset.UTC))
                == NumberVerdict.OK;
    }

    private boolean holdsName(String text) {
        for (var start = 0; start < text.length(); start++) {
            for (var end = start + 2; end <= Math.min(text.length(), start + LONGEST_NAME); end++) {
                if (names.contains(text.substring(start, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> namesIn(Path source) {
        try {
            return NAME_IN_TESTS
                    .matcher(Files.readString(source))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
