package city.huitong.opendata;

import city.huitong.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;

/**
 * What the catalogue must hold to, as SHACL: the hub's own shapes, which say what DCAT-AP makes mandatory and what the hub promises,
 * and those of a folder where one is set. Called within {@link Rdf} only.
 */
@ApplicationScoped
class DcatShapes {

    private static final String OWN = "shacl/catalogue.ttl";
    private static final String ANYWHERE = "/open";
    private static final String CODE = "catalogue-incomplete";

    private final Shapes shapes;

    /** Fails when the folder is set and cannot be read: a check that is left out would look like one that was passed. */
    DcatShapes(DcatConfig config) {
        this.shapes = Rdf.ready(() -> Shapes.parse(graph(config.shapesFolder())));
    }

    /** What is wrong, each once, with the place in a dataset's description where it can be put right. */
    List<Violation> check(Model model) {
        return ShaclValidator.get().validate(shapes, model.getGraph()).getEntries().stream()
                .filter(entry -> Severity.Violation.equals(entry.severity()))
                .map(this::violation)
                .distinct()
                .toList();
    }

    private Violation violation(ReportEntry entry) {
        return new Violation(place(entry.source()).orElse(ANYWHERE), CODE, entry.message());
    }

    /** The hub's shapes name the place; those of others do not. */
    private Optional<String> place(Node shape) {
        return shapes.getGraph().find(shape, pointer(), Node.ANY).toList().stream()
                .map(triple -> triple.getObject().getLiteralLexicalForm())
                .findFirst();
    }

    private static Node pointer() {
        return NodeFactory.createURI(DcatTerms.OWN + "pointer");
    }

    private static Graph graph(Optional<Path> folder) {
        var model = DcatTerms.model();
        try (var own = Thread.currentThread().getContextClassLoader().getResourceAsStream(OWN)) {
            RDFParser.source(own).lang(Lang.TURTLE).parse(model);
        } catch (IOException failure) {
            throw new UncheckedIOException(OWN, failure);
        }
        folder.ifPresent(known ->
                files(known).forEach(file -> RDFDataMgr.read(model, file.toUri().toString())));
        return model.getGraph();
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ttl"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the folder of shapes cannot be read", failure);
        }
    }
}
