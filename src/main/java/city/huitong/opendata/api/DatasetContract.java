package city.huitong.opendata.api;

import static city.huitong.opendata.api.ContractParameters.text;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.OpeningLevel;
import city.huitong.opendata.OpenDataset;
import city.huitong.platform.problem.ProblemResponses;
import city.huitong.platform.security.CallersInTheContract;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.info.Info;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * An OpenAPI 3.1 document for one dataset, made from its data dictionary: what can be asked of it, and what a record looks like.
 * Fields that are not open are in no schema; the description names them with the reason.
 */
final class DatasetContract {

    private static final String ROW = "#/components/schemas/Row";
    private static final String TAG = "Open data";
    private static final Map<String, String> FILES = Map.of(
            "csv", "text/csv",
            "ndjson", "application/x-ndjson",
            "parquet", "application/vnd.apache.parquet",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Dataset dataset;
    private final String publicUrl;
    private final RowSchema row;
    private final ContractParameters parameters;

    private DatasetContract(Dataset dataset, String publicUrl) {
        this.dataset = dataset;
        this.publicUrl = publicUrl;
        this.row = new RowSchema(dataset);
        this.parameters = new ContractParameters(row.openFields());
    }

    /** The document as JSON. */
    static String json(Dataset dataset, String publicUrl) {
        return SmallRyeOpenAPI.builder()
                // The hub's own document has filters and settings; they are not for this one.
                .withConfig(new SmallRyeConfigBuilder().build())
                .withInitialModel(new DatasetContract(dataset, publicUrl).document())
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                // It refuses and counts as the whole document does.
                .addFilter(new ProblemResponses())
                .addFilter(new CallersInTheContract())
                .build()
                .toJSON();
    }

    private OpenAPI document() {
        return OASFactory.createOpenAPI()
                .openapi("3.1.0")
                .info(info())
                .addServer(OASFactory.createServer().url(publicUrl))
                .addTag(OASFactory.createTag().name(TAG).description("What the city has opened to everybody"))
                .paths(paths())
                .components(OASFactory.createComponents()
                        .addSchema("Row", row.schema())
                        .addSecurityScheme(CallersInTheContract.SCHEME, CallersInTheContract.scheme()));
    }

    private Info info() {
        var info = OASFactory.createInfo()
                .title(both(dataset.title()))
                .version(Integer.toString(dataset.schemaVersion()))
                .contact(OASFactory.createContact()
                        .name(dataset.department().value())
                        .url(publicUrl))
                .description(both(dataset.description()) + withheld());
        dataset.open()
                .licence()
                .ifPresent(licence ->
                        info.license(OASFactory.createLicense().name(licence).url(licence)));
        return info;
    }

    private String withheld() {
        var fields = dataset.fields().stream()
                .filter(field -> dataset.openingOf(field) == OpeningLevel.NONE)
                .map(field -> "- `" + field.name() + "` " + both(dataset.titleOf(field)) + reason(field))
                .collect(Collectors.joining("\n"));
        return fields.isEmpty() ? "" : "\n\n不予开放的字段 / Fields that are not open:\n\n" + fields;
    }

    private String reason(Field field) {
        var reason = dataset.withheldBecause(field).map(text -> ": " + both(text));
        var basis = dataset.open().field(field.name()).basis().map(text -> " (" + text + ")");
        return reason.orElse("") + basis.orElse("");
    }

    private static String both(LocalizedText text) {
        return text.zh().equals(text.en()) ? text.zh() : text.zh() + " / " + text.en();
    }

    private Paths paths() {
        var base = "/v1/open/datasets/" + dataset.id();
        var paths = OASFactory.createPaths();
        add(paths, base + "/records", records());
        add(paths, base + "/groups", groups());
        if (row.openFields().stream().map(Field::name).toList().containsAll(dataset.key())) {
            add(paths, base + "/records/{key}", record());
            if (!OpenDataset.of(dataset, false).isAboutPeople()) {
                add(paths, base + "/records/{key}/history", history());
            }
        }
        add(paths, base + "/export", export());
        return paths;
    }

    private void add(Paths paths, String path, Operation operation) {
        if (dataset.open().deprecation().isPresent()) {
            operation.setDeprecated(true);
        }
        paths.addPathItem(path, OASFactory.createPathItem().GET(operation));
    }

    private Operation records() {
        return operation("listRecords", "Records, page by page")
                .parameters(List.of(
                        parameters.select(),
                        parameters.where(),
                        parameters.orderBy(),
                        parameters.limit(),
                        parameters.cursor(),
                        parameters.count(),
                        parameters.asOf()))
                .responses(answers("One page", json(page(row()))));
    }

    private Operation groups() {
        var group = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("The fields grouped by, and what was asked of each group");
        return operation("groupRecords", "Groups of records")
                .parameters(List.of(
                        parameters.groupBy(),
                        parameters.aggregate(),
                        parameters.where(),
                        parameters.orderGroupsBy(),
                        parameters.limit(),
                        parameters.cursor(),
                        parameters.asOf()))
                .responses(answers("The groups", json(page(group))));
    }

    private Operation record() {
        return operation("getRecord", "One record")
                .parameters(List.of(parameters.key(dataset.key()), parameters.asOf()))
                .responses(answers("The record", json(version().addProperty("record", row()))));
    }

    private Operation history() {
        var state = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("version", whole().description("The first version in which it was so"))
                .addProperty("from", text().format("date-time"))
                .addProperty(
                        "untilVersion",
                        whole().addType(SchemaType.NULL).description("The first in which it was so no more"))
                .addProperty("until", text().addType(SchemaType.NULL).format("date-time"))
                .addProperty("withdrawn", OASFactory.createSchema().addType(SchemaType.BOOLEAN))
                .addProperty("record", row());
        return operation("getRecordHistory", "What one record has been, the newest first")
                .parameters(List.of(parameters.key(dataset.key()), parameters.limit(), parameters.cursor()))
                .responses(answers("Its states", json(page(state))));
    }

    private Operation export() {
        var content = OASFactory.createContent();
        FILES.keySet().stream()
                .sorted()
                .forEach(format -> content.addMediaType(
                        FILES.get(format), OASFactory.createMediaType().schema(text().format("binary"))));
        return operation("exportRecords", "All records as a file")
                .parameters(List.of(
                        parameters.format(FILES.keySet().stream().sorted().toList()),
                        parameters.select(),
                        parameters.where(),
                        parameters.asOf()))
                .responses(answers("The file", content));
    }

    private Operation operation(String id, String summary) {
        return OASFactory.createOperation().operationId(id).addTag(TAG).summary(summary);
    }

    private static APIResponses answers(String description, Content content) {
        return OASFactory.createAPIResponses()
                .addAPIResponse(
                        "200",
                        OASFactory.createAPIResponse().description(description).content(content));
    }

    private static Content json(Schema schema) {
        return OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(schema));
    }

    private static Schema row() {
        return OASFactory.createSchema().ref(ROW);
    }

    private static Schema page(Schema item) {
        var items = OASFactory.createSchema().addType(SchemaType.ARRAY).items(item);
        return version()
                .addProperty("count", whole().description("How many there are in all, if that was asked for"))
                .addProperty("items", items)
                .addProperty("next", text().description("Give it back as cursor; left out on the last page"));
    }

    /** What each answer begins with. */
    private static Schema version() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("dataset", text())
                .addProperty("version", whole().description("One more with every change"))
                .addProperty("publishedAt", text().format("date-time"));
    }

    private static Schema whole() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER).format("int64");
    }
}
