package city.huitong.platform.data;

import city.huitong.platform.problem.Problem;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On which line of its text each place of a YAML or JSON document stands, so that a mistake can be found in the file that somebody
 * wrote. The text is read once more for it, and so only when there is a mistake.
 */
public final class DocumentLines {

    /** Of a document whose text is not known. */
    public static final DocumentLines NONE = new DocumentLines("");

    private static final YAMLFactory YAML = new YAMLFactory();

    private final String text;

    private DocumentLines(String text) {
        this.text = text;
    }

    public static DocumentLines of(String text) {
        return new DocumentLines(text);
    }

    /** The problem with the line of each violation whose pointer (RFC 6901) leads into this document. */
    public Problem locate(Problem problem) {
        if (problem.violations().isEmpty()) {
            return problem;
        }
        var lines = lines();
        return problem.with(problem.violations().stream()
                .map(each -> line(lines, each.pointer()).map(each::onLine).orElse(each))
                .toList());
    }

    /** The lines of these places, from 1; where there is nothing at a place, the line of what it would be in. */
    public List<Optional<Integer>> lines(List<String> pointers) {
        var lines = lines();
        return pointers.stream().map(pointer -> line(lines, pointer)).toList();
    }

    private static Optional<Integer> line(Map<String, Integer> lines, String pointer) {
        var place = pointer;
        while (!lines.containsKey(place) && place.contains("/")) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return Optional.ofNullable(lines.get(place));
    }

    /** As far as the text can be read. */
    private Map<String, Integer> lines() {
        var lines = new HashMap<String, Integer>();
        if (text.isEmpty()) {
            return lines;
        }
        try (var parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                note(parser, lines);
            }
        } catch (IOException _) {
            // Whoever read the document before has said what is wrong with it.
        }
        return lines;
    }

    /** A key comes before its value: its line is the one that people look for. */
    private static void note(JsonParser parser, Map<String, Integer> lines) {
        if (!parser.currentToken().isStructEnd()) {
            lines.putIfAbsent(
                    parser.getParsingContext().pathAsPointer().toString(),
                    parser.currentTokenLocation().getLineNr());
        }
    }
}
