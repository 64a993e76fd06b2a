package city.huitong.opendata.api;

import city.huitong.catalog.Dataset;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.OpenDatasets;
import city.huitong.platform.graphql.RuntimePart;
import city.huitong.platform.graphql.RuntimeTypes;
import city.huitong.platform.graphql.SchemaAdditions;
import city.huitong.platform.problem.Problem;
import graphql.TypeResolutionEnvironment;
import graphql.schema.GraphQLObjectType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The open datasets in the schema of GraphQL: each has types and two fields of its own, which follow the catalogue. */
@ApplicationScoped
class OpenDataTypes implements RuntimeTypes {

    /** The same for everybody and always. */
    static final OpenDataView HERE = new OpenDataView("/v1/open/datasets");

    private static final String OPEN_DATA = "OpenData";
    private static final String QUERY = "Query";
    /** The types have what is open under conditions; who has not agreed to them is refused when asking. */
    private static final boolean WHOEVER_MAY = true;

    private final OpenDatasets datasets;
    private final RecordAnswers records;
    private final GroupAnswers groups;
    private final OpenVersions versions;

    OpenDataTypes(OpenDatasets datasets, RecordAnswers records, GroupAnswers groups, OpenVersions versions) {
        this.datasets = datasets;
        this.records = records;
        this.groups = groups;
        this.versions = versions;
    }

    @Override
    public Optional<RuntimePart> current() {
        try {
            var all = datasets.all().stream().map(OpenDataset::dataset).toList();
            return Optional.of(new Part(all, records, groups, versions));
        } catch (Problem _) {
            // The hub has just started and not read its catalogue yet.
            return Optional.empty();
        }
    }

    /** The fields of these datasets. */
    private record Part(List<Dataset> datasets, RecordAnswers records, GroupAnswers groups, OpenVersions versions)
            implements RuntimePart {

        @Override
        public void addTo(SchemaAdditions schema) {
            var types = new DatasetTypes(schema);
            var open = datasets.stream()
                    .map(dataset -> OpenDataset.of(dataset, WHOEVER_MAY))
                    .toList();
            var all = DatasetNames.of(open, name -> schema.hasType(name) || DatasetTypes.OWN.contains(name));
            Map<String, DatasetNames> byId = all.stream()
                    .collect(Collectors.toMap(names -> names.dataset().id().value(), Function.identity()));
            all.forEach(names -> add(byId, names, types, schema));
            schema.field(QUERY, types.nodeById(), field -> records.node(byId, field));
            schema.resolver(types.node(), Part::type);
            schema.constant(QUERY, "openData", HERE);
            schema.version(QUERY, "openData", versions::ofDescriptions);
            schema.version(OPEN_DATA, "rest", OpenVersions::ofNothing);
            schema.version(OPEN_DATA, DatasetNames.CATALOGUE, versions::ofCatalogue);
        }

        private void add(
                Map<String, DatasetNames> all, DatasetNames names, DatasetTypes types, SchemaAdditions schema) {
            schema.field(OPEN_DATA, types.records(all, names), field -> records.page(all, names, field));
            schema.field(OPEN_DATA, types.groups(names), field -> groups.page(names, field));
            var id = names.dataset().id();
            schema.version(OPEN_DATA, names.records(), () -> versions.of(id));
            schema.version(OPEN_DATA, names.groups(), () -> versions.ofGroups(names.dataset()));
            names.relations().forEach((name, relation) -> {
                schema.asked(names.recordType(), name, new RelatedField(name));
                schema.versionBeside(names.recordType(), name, () -> versions.of(relation.to()));
            });
        }

        private static @Nullable GraphQLObjectType type(TypeResolutionEnvironment node) {
            return node.getObject() instanceof Map<?, ?> row
                    ? node.getSchema().getObjectType(String.valueOf(row.get(RecordAnswers.TYPE)))
                    : null;
        }
    }
}
