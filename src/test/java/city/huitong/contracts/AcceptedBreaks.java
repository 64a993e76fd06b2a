package city.huitong.contracts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Breaks of a released contract that were decided, each with its reason; a release empties the list. */
record AcceptedBreaks(Map<String, String> reasons) {

    AcceptedBreaks {
        reasons = Map.copyOf(reasons);
    }

    static AcceptedBreaks in(String file) throws IOException {
        var mapper = new ObjectMapper(new YAMLFactory());
        var reasons = mapper.readerForMapOf(String.class)
                .<Map<String, String>>readValue(Path.of(file).toFile());
        return new AcceptedBreaks(reasons == null ? Map.of() : reasons);
    }
}
