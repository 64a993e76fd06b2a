package city.huitong.ingest.api;

import city.huitong.catalog.Dataset;
import city.huitong.ingest.Reading;
import city.huitong.ingest.RecordReader;
import city.huitong.ingest.SubjectDirectory;
import city.huitong.platform.problem.Violation;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads records as JSON: strict parser, then the dataset's JSON Schema, then the conversion to column values. */
@ApplicationScoped
class JsonRecordReader implements RecordReader {

    private static final int MAX_DEPTH = 50;

    private final SubjectDirectory subjects;
    private final ObjectReader json = strictReader();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    /** Compiled schemas by dataset; an entry is replaced when the dataset's schema has a new version. */
    private final ConcurrentHashMap<String, LineReader> readers = new ConcurrentHashMap<>();

    JsonRecordReader(SubjectDirectory subjects) {
        this.subjects = subjects;
    }

    @Override
    public ForDataset forDataset(Dataset dataset) {
        return readers.compute(
                dataset.id().value(), (_, known) -> known != null && known.reads(dataset) ? known : reader(dataset));
    }

    private LineReader reader(Dataset dataset) {
        Schema schema = schemas.getSchema(dataset.schemaText());
        return new LineReader(json, dataset, schema, new RecordConversion(dataset, subjects));
    }

    private static ObjectReader strictReader() {
        var factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(JsonNode.class);
    }

    /** Reads the lines of one version of a dataset. */
    private record LineReader(ObjectReader json, Dataset dataset, Schema schema, RecordConversion conversion)
            implements ForDataset {

        boolean reads(Dataset other) {
            return dataset.equals(other);
        }

        @Override
        public Reading read(byte[] line) {
            try {
                JsonNode node = json.readValue(line);
                return node.isObject() ? fits(node) : refused("", "not-an-object", "a record is a JSON object");
            } catch (JacksonException e) {
                return malformed(e);
            }
        }

        private Reading fits(JsonNode node) {
            if (conversion.isWithdrawal(node)) {
                return conversion.withdrawal(node);
            }
            var errors = schema.validate(node);
            return errors.isEmpty()
                    ? conversion.record(node)
                    : new Reading.Refused(
                            errors.stream().map(SchemaViolations::of).distinct().toList());
        }

        /** The parser quotes the input, which may be personal; only the kind and the place are passed on. */
        private static Reading malformed(JacksonException e) {
            var column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            var duplicate = e.getMessage() != null && e.getMessage().startsWith("Duplicate Object property");
            return duplicate
                    ? refused("", "duplicate-property", "a property occurs twice, at column " + column)
                    : refused("", "malformed-json", "not JSON in UTF-8, at column " + column);
        }

        private static Reading refused(String pointer, String code, String sentence) {
            return new Reading.Refused(List.of(new Violation(pointer, code, sentence)));
        }
    }
}
