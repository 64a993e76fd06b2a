package city.huitong.platform.graphql;

import city.huitong.platform.security.Sha256;
import graphql.schema.GraphQLSchema;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.graphql.bootstrap.Bootstrap;
import io.smallrye.graphql.execution.SchemaPrinter;
import io.smallrye.graphql.schema.model.Schema;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The schema that is served: what the annotated classes say, and what features add at run time. It is built anew, beside the one that is
 * served, when that changes. A query ends by the schema it has begun with; what a stranger can ask meanwhile is checked by the features
 * again, against their data of now.
 */
@Singleton
// SmallRye finds it as a service; without it blocking methods would run on an event loop of a native build.
@RegisterForReflection(classNames = "io.quarkus.smallrye.graphql.runtime.spi.datafetcher.QuarkusDataFetcherService")
public class LiveSchema {

    private static final Logger LOG = Logger.getLogger(LiveSchema.class);

    private static final int RETRY_LOOKS = 30;

    private final Schema model;
    private final List<RuntimeTypes> features;
    private volatile List<RuntimePart> seen = List.of();
    private final AtomicInteger looksUntilRetry = new AtomicInteger();
    private volatile Served served;

    /**
     * A schema and what goes with it.
     *
     * @param text printed once
     * @param engine executes queries by it, and keeps the documents that were found valid
     * @param tags of answers by it
     */
    private record Served(GraphQLSchema schema, String text, Engine engine, AnswerTags tags) {}

    LiveSchema(Schema model, @All List<RuntimeTypes> features) {
        this.model = model;
        this.features = features;
        this.served = build(List.of());
    }

    /** Executes by the schema of now. */
    Engine engine() {
        return served.engine();
    }

    /** Tags answers by the schema of now. */
    AnswerTags tags() {
        return served.tags();
    }

    /** The schema of now as text. */
    String text() {
        return served.text();
    }

    /** The schema of now for whoever asks for it instead of SmallRye's own. */
    @Produces
    @Alternative
    @Priority(1)
    @Unremovable
    GraphQLSchema schema() {
        return served.schema();
    }

    /** Looks on a worker thread, since building takes up to a second; changes that come close together become one. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void follow() {
        var parts = features.stream()
                .map(RuntimeTypes::current)
                .flatMap(Optional::stream)
                .toList();
        var changed = !parts.equals(seen);
        seen = parts;
        if (changed || isTimeToRetry()) {
            swap(parts);
        }
    }

    /** What has failed may have failed because of something that passes. */
    private boolean isTimeToRetry() {
        return looksUntilRetry.get() > 0 && looksUntilRetry.decrementAndGet() == 0;
    }

    private void swap(List<RuntimePart> parts) {
        try {
            served = build(parts);
            looksUntilRetry.set(0);
            LOG.debugf(
                    "GraphQL serves a new schema of %d types",
                    served.schema().getAllTypesAsList().size());
        } catch (RuntimeException e) {
            looksUntilRetry.set(RETRY_LOOKS);
            LOG.error("the schema of GraphQL could not be built anew; the one before stays", e);
        }
    }

    /** From a new base each time: graphql-java writes into the types that it is given. */
    private Served build(List<RuntimePart> parts) {
        var additions = new SchemaAdditions(Bootstrap.bootstrap(model, true));
        parts.forEach(part -> part.addTo(additions));
        var schema = StrictNumbers.in(additions.merged());
        var text = new SchemaPrinter().print(schema);
        var engine = new Engine(schema, model, additions.asked());
        return new Served(schema, text, engine, new AnswerTags(engine, Sha256.hex(text), additions));
    }
}
