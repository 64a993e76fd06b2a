package city.huitong.catalog.store;

import city.huitong.catalog.CityPack;
import city.huitong.platform.data.DocumentLines;
import city.huitong.platform.problem.Violation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** A city pack in YAML: a folder, or one that came with the hub. */
@ApplicationScoped
class YamlCityPack implements CityPack {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String ABOUT = "pack.yaml";
    private static final String FAIR_USE = "fair-use.yaml";
    private static final String LEGAL_BASES = "legal-bases.yaml";

    private final Optional<PackFiles> files;

    /** @param pack a path, or the name of a pack that came with the hub; empty for none */
    YamlCityPack(@ConfigProperty(name = "huitong.city-pack") Optional<String> pack) {
        this.files = pack.map(PackFiles::of);
    }

    @Override
    public boolean isPresent() {
        return files.isPresent();
    }

    @Override
    public Optional<Document> about() {
        return files.filter(pack -> pack.exists(ABOUT)).map(pack -> whole(pack, ABOUT));
    }

    @Override
    public List<Document> departments() {
        return files.map(pack -> items(pack, "departments.yaml")).orElse(List.of());
    }

    @Override
    public List<Document> datasets() {
        return files.stream()
                .flatMap(pack -> pack.list("datasets", this::tree).stream().map(file -> whole(pack, file)))
                .toList();
    }

    @Override
    public List<Document> facts() {
        return files.stream()
                .flatMap(pack -> pack.list("facts", this::tree).stream().flatMap(file -> items(pack, file).stream()))
                .toList();
    }

    @Override
    public List<PolicyDocument> policies() {
        return files.stream()
                .flatMap(pack -> pack.list("policies", this::tree).stream().map(file -> policy(pack, file)))
                .toList();
    }

    @Override
    public Optional<Document> fairUse() {
        return files.filter(pack -> pack.exists(FAIR_USE)).map(pack -> whole(pack, FAIR_USE));
    }

    @Override
    public List<Document> legalBases() {
        return files.filter(pack -> pack.exists(LEGAL_BASES))
                .map(pack -> items(pack, LEGAL_BASES))
                .orElse(List.of());
    }

    private PolicyDocument policy(PackFiles pack, String file) {
        var policy = whole(pack, file);
        var cases = policy.tree() instanceof Map<?, ?> tree ? tree.get("cases") : null;
        return new PolicyDocument(
                policy,
                Optional.ofNullable(cases).map(name -> whole(pack, PackFiles.inFolder("policies", name.toString()))));
    }

    private Document whole(PackFiles pack, String file) {
        var text = pack.text(file);
        return new Document(file, "", tree(file, text), DocumentLines.of(text));
    }

    /** The documents of a file that holds a list. */
    private List<Document> items(PackFiles pack, String file) {
        var text = pack.text(file);
        if (!(tree(file, text) instanceof List<?> list)) {
            throw PackFiles.refused(new Violation(file + "#", "array-expected", "must be a list"));
        }
        var items = new ArrayList<Document>();
        for (var index = 0; index < list.size(); index++) {
            items.add(new Document(file, "/" + index, list.get(index), DocumentLines.of(text)));
        }
        return items;
    }

    private @Nullable Object tree(String file, String text) {
        try {
            return YAML.readValue(text, Object.class);
        } catch (JsonProcessingException failure) {
            var line = Optional.ofNullable(failure.getLocation())
                    .map(place -> "line " + place.getLineNr() + ": ")
                    .orElse("");
            throw PackFiles.refused(new Violation(file + "#", "malformed-yaml", line + failure.getOriginalMessage()));
        }
    }
}
