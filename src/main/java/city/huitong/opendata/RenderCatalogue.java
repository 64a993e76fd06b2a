package city.huitong.opendata;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.platform.data.PageRequest;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;

/** Writes the open catalogue as DCAT. Each state of it is written once, by a worker, and kept. */
@ApplicationScoped
public class RenderCatalogue {

    private static final int MOST_CHARACTERS = 32 * 1024 * 1024;

    private final CurrentCatalog catalog;
    private final LatestVersions versions;
    private final DcatModels models;
    private final Cache<Rendering, String> written = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .<Rendering, String>weigher((_, text) -> text.length())
            .build();

    RenderCatalogue(CurrentCatalog catalog, LatestVersions versions, DcatModels models) {
        this.catalog = catalog;
        this.versions = versions;
        this.models = models;
    }

    /** What was written: which state, of what, how. */
    private record Rendering(String state, String what, DcatFormat format) {}

    /**
     * A page as written.
     *
     * @param next the query of the page after it; empty on the last page
     */
    public record Written(String text, Optional<String> next) {}

    /** The catalogue as it is now. Ask once for one answer. */
    public CatalogueState state() {
        return CatalogueState.of(catalog.get(), versions);
    }

    /** One page of what is listed. */
    public Uni<Written> page(CatalogueState state, PageRequest request, PageAddress address, DcatFormat format) {
        var page = state.page(request);
        var next = page.next().map(cursor -> address.after(cursor).query());
        return written(new Rendering(state.tag(), "?" + address.query(), format), () -> models.catalogue(page, address))
                .map(text -> new Written(text, next));
    }

    /** One dataset by itself; refuses with {@code dataset-not-found}. */
    public Uni<String> dataset(CatalogueState state, String id, DcatFormat format) {
        var entry = state.entry(state.listed(id));
        return written(new Rendering(state.tag(), id, format), () -> models.entry(entry));
    }

    private Uni<String> written(Rendering rendering, Supplier<Model> model) {
        var known = written.getIfPresent(rendering);
        return known != null
                ? Uni.createFrom().item(known)
                : Rdf.onWorker(() -> written.get(rendering, _ -> write(model.get(), rendering.format())));
    }

    private static String write(Model model, DcatFormat format) {
        var text = new StringWriter();
        RDFDataMgr.write(text, model, formOf(format));
        return text.toString();
    }

    private static RDFFormat formOf(DcatFormat format) {
        return switch (format) {
            case JSON_LD -> RDFFormat.JSONLD11_PRETTY;
            case TURTLE -> RDFFormat.TURTLE_PRETTY;
        };
    }
}
