package city.huitong.platform.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.ParseAndValidate;
import graphql.execution.ExecutionId;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLSchema;
import io.smallrye.graphql.bootstrap.DataFetcherFactory;
import io.smallrye.graphql.execution.context.SmallRyeContext;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.smallrye.graphql.execution.datafetcher.helper.BatchLoaderHelper;
import io.smallrye.graphql.execution.error.ExceptionHandler;
import io.smallrye.graphql.execution.event.EventEmitter;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.Schema;
import io.smallrye.mutiny.Uni;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.dataloader.BatchLoaderWithContext;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/**
 * Executes queries by one schema. It gives SmallRye's resolvers what its own service gives them, which keeps 2,048 documents however large
 * they are and reads each of them three times.
 */
final class Engine {

    static final String QUERY = "query";

    /** Across all engines: a query may end when the next one serves already. */
    private static final AtomicLong EXECUTIONS = new AtomicLong();

    private final GraphQLSchema schema;
    private final GraphQL graphql;
    private final Documents documents = new Documents();
    private final Map<String, BatchLoaderWithContext<Object, Object>> loaders;
    private final EventEmitter events = EventEmitter.getInstance();

    /** @param asked fields for which the database is asked, beside all connections */
    Engine(GraphQLSchema schema, Schema model, Set<FieldCoordinates> asked) {
        this.schema = schema;
        this.graphql = events.fireBeforeGraphQLBuild(GraphQL.newGraphQL(schema)
                        .defaultDataFetcherExceptionHandler(new ExceptionHandler())
                        .preparsedDocumentProvider(documents)
                        .instrumentation(new QueryLimits(asked)))
                .build();
        this.loaders = loaders(model);
    }

    /** The document of a query; empty where it is not valid. */
    Optional<Document> document(String query) {
        var entry = documents.read(input(query).build(), this::read);
        return entry.hasErrors() ? Optional.empty() : Optional.of(entry.getDocument());
    }

    /** Whether a document has queries alone; one that cannot be read changes nothing, either. */
    boolean onlyReads(String query) {
        var document = document(query).or(() -> parsed(query));
        return document.map(Engine::kinds).orElse(List.of()).stream()
                .allMatch(OperationDefinition.Operation.QUERY.name()::equals);
    }

    private static List<String> kinds(Document document) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(operation -> operation.getOperation().name())
                .distinct()
                .toList();
    }

    private static Optional<Document> parsed(String query) {
        return Optional.ofNullable(ParseAndValidate.parse(input(query).build()).getDocument());
    }

    /** The schema that queries are executed by. */
    GraphQLSchema schema() {
        return schema;
    }

    /**
     * Executes a request as it came by HTTP or WebSocket.
     *
     * @param context what the resolvers find beside it
     */
    Uni<ExecutionResult> execute(JsonObject request, Map<String, Object> context) {
        var query = request.getString(QUERY, "");
        var own = new SmallRyeContext(Engine.class.getName());
        own.setRequest(request);
        own.setOperationName(request.getString("operationName", null));
        context.put(SmallRyeContextManager.CONTEXT, own);
        own.setRequestedOperationTypes(document(query).map(Engine::kinds).orElse(List.of()));
        var id = ExecutionId.from(Long.toString(EXECUTIONS.incrementAndGet()));
        var input = input(query)
                .executionId(id)
                .operationName(own.getOperationName().orElse(null))
                .variables(own.getVariables().orElse(Map.of()))
                .dataLoaderRegistry(registry())
                .graphQLContext(context)
                .build();
        own.setExecutionInput(input);
        own.setExecutionId(id.toString());
        SmallRyeContextManager.restore(own);
        events.fireBeforeExecute(own);
        return Uni.createFrom()
                .completionStage(() -> graphql.executeAsync(input))
                .onFailure()
                .invoke(failure -> events.fireOnExecuteError(own, failure))
                .invoke(result -> done(own, result));
    }

    private void done(SmallRyeContext own, ExecutionResult result) {
        own.setExecutionResult(result);
        events.fireAfterExecute(own);
    }

    /** The engine would otherwise answer in the language of the machine. */
    private static ExecutionInput.Builder input(String query) {
        return ExecutionInput.newExecutionInput(query).locale(Locale.ENGLISH);
    }

    private PreparsedDocumentEntry read(ExecutionInput input) {
        var read = ParseAndValidate.parseAndValidate(schema, input);
        return read.isFailure()
                ? new PreparsedDocumentEntry(read.getErrors())
                : new PreparsedDocumentEntry(read.getDocument());
    }

    /** Loaders remember what they have loaded, so each query has its own. */
    private DataLoaderRegistry registry() {
        var registry = new DataLoaderRegistry();
        loaders.forEach((name, loader) -> registry.register(name, DataLoaderFactory.newDataLoader(loader)));
        return registry;
    }

    /** None of these fields has arguments; of those that have, a batch would take the first one's for all. */
    private static Map<String, BatchLoaderWithContext<Object, Object>> loaders(Schema model) {
        var names = new BatchLoaderHelper();
        var factory = new DataFetcherFactory();
        return model.getBatchOperations().stream()
                .collect(Collectors.toMap(names::getName, operation -> loader(factory, model, operation)));
    }

    private static BatchLoaderWithContext<Object, Object> loader(
            DataFetcherFactory factory, Schema model, Operation operation) {
        return factory.getSourceBatchLoader(operation, model.getTypes().get(operation.getName()));
    }
}
