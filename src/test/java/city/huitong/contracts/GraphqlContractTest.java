package city.huitong.contracts;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.hub.Hub;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.graphql.execution.SchemaPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The GraphQL schema in git is what the hub serves, so that a change of the contract is seen in review. It has the datasets of the demo
 * city; those that other tests register meanwhile are left out.
 */
@QuarkusTest
class GraphqlContractTest {

    private static final Path DATASETS = Path.of("src/main/resources/city-packs/demo/datasets");
    private static final Pattern OPEN = Pattern.compile("(?m)^opening: (un)?conditional$");
    private static final Pattern HYPHEN = Pattern.compile("-([a-z0-9])");

    private static final List<String> SCALARS = List.of("BigDecimal", "BigInteger", "Date", "DateTime");

    @Test
    void isWhatIsServed() throws IOException {
        Hub.awaitCity();
        var cityFields = cityFields();
        await().atMost(Hub.DEADLINE).until(() -> openFields(served()).containsAll(cityFields));
        var contract = Contract.at("graphql/schema.graphql");
        var city = ofTheCity(served(), cityFields).getBytes(UTF_8);
        assertThat(contract.agreedOr(city)).isEqualTo(Contract.text(city));
    }

    private static String served() {
        return given().get("/graphql/schema.graphql")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** What the demo city's datasets are called; of those that are open under conditions nothing can be asked for. */
    private static Set<String> cityFields() throws IOException {
        try (var files = Files.list(DATASETS)) {
            return files.filter(GraphqlContractTest::isOpen)
                    .map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .map(id ->
                            HYPHEN.matcher(id).replaceAll(part -> part.group(1).toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isOpen(Path dataset) {
        try {
            return OPEN.matcher(Files.readString(dataset)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collection<String> openFields(String schema) {
        return openData(new SchemaParser().parse(schema)).getFieldDefinitions().stream()
                .map(FieldDefinition::getName)
                .toList();
    }

    private static ObjectTypeDefinition openData(TypeDefinitionRegistry schema) {
        return schema.getType("OpenData", ObjectTypeDefinition.class).orElseThrow();
    }

    /** The served schema without foreign datasets, printed as the hub prints it. */
    private static String ofTheCity(String schema, Set<String> cityFields) {
        var registry = new SchemaParser().parse(schema);
        var openData = openData(registry);
        openData.getFieldDefinitions().stream()
                .filter(field -> isForeign(field, cityFields))
                .forEach(field -> remove(field, registry));
        registry.remove(openData);
        registry.add(openData.transform(type -> type.fieldDefinitions(openData.getFieldDefinitions().stream()
                .filter(field -> !isForeign(field, cityFields))
                .toList())));
        // The hub prints no scalars.
        SCALARS.forEach(name -> registry.add(
                ScalarTypeDefinition.newScalarTypeDefinition().name(name).build()));
        return new SchemaPrinter().print(UnExecutableSchemaGenerator.makeUnExecutableSchema(registry));
    }

    private static boolean isForeign(FieldDefinition field, Set<String> cityFields) {
        var records = field.getName().replaceFirst("Groups$", "");
        return !Set.of("datasets", "rest").contains(records) && !cityFields.contains(records);
    }

    private static void remove(FieldDefinition field, TypeDefinitionRegistry registry) {
        var type = ((TypeName) field.getType()).getName();
        if (!type.equals("OpenGroupConnection")) {
            var dataset = type.replaceFirst("Connection$", "");
            Stream.of("Connection", "Edge", "Record", "Order")
                    .flatMap(end -> registry.getType(dataset + end).stream())
                    .forEach(definition -> registry.remove((SDLDefinition<?>) definition));
        }
    }
}
