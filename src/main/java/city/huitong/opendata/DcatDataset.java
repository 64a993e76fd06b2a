package city.huitong.opendata;

import static city.huitong.opendata.DcatTerms.authority;
import static city.huitong.opendata.DcatTerms.property;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Department;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.OpeningLevel;
import city.huitong.ingest.DataVersion;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** A dataset in the words of DCAT-AP. */
final class DcatDataset {

    private final Model model;
    private final DcatAddresses addresses;
    private final DcatEntry entry;
    private final Dataset dataset;

    DcatDataset(Model model, DcatAddresses addresses, DcatEntry entry) {
        this.model = model;
        this.addresses = addresses;
        this.entry = entry;
        this.dataset = entry.dataset();
    }

    /** Adds the dataset with its publisher, fields, files and interface. */
    Resource describe(Resource contact) {
        var address = addresses.dataset(dataset.id());
        var resource = model.createResource(address, DCAT.Dataset)
                .addProperty(DCTerms.identifier, dataset.id().value())
                .addProperty(DCAT.contactPoint, contact)
                .addProperty(DCTerms.accessRights, authority(model, "access-right", rights(), DCTerms.RightsStatement))
                .addProperty(DCTerms.provenance, provenance());
        DcatTerms.text(resource, DCTerms.title, dataset.title());
        DcatTerms.text(resource, DCTerms.description, dataset.description());
        entry.publisher().ifPresent(department -> resource.addProperty(DCTerms.publisher, agent(department)));
        subjects(resource);
        version(resource);
        new DcatColumns(model, dataset).describe(resource);
        new DcatAccess(model, address, entry).describe(resource);
        return resource;
    }

    /** When it was published last; says nothing before the first time. */
    static void modified(Resource subject, Optional<DataVersion> version) {
        version.ifPresent(
                known -> subject.addProperty(DCTerms.modified, known.at().toString(), XSDDatatype.XSDdateTime));
    }

    private String rights() {
        return dataset.opening() == OpeningLevel.UNCONDITIONAL ? "PUBLIC" : "RESTRICTED";
    }

    private Resource agent(Department department) {
        var agent = model.createResource(addresses.department(department.id()), FOAF.Agent);
        DcatTerms.text(agent, FOAF.name, department.title());
        return agent;
    }

    private void subjects(Resource resource) {
        var open = dataset.open();
        open.themes().forEach(theme -> resource.addProperty(DCAT.theme, theme(theme)));
        open.keywordsZh().forEach(word -> resource.addProperty(DCAT.keyword, word, "zh"));
        open.keywordsEn().forEach(word -> resource.addProperty(DCAT.keyword, word, "en"));
        open.frequency()
                .ifPresent(frequency -> resource.addProperty(
                        DCTerms.accrualPeriodicity,
                        authority(model, "frequency", frequency.code(), DCTerms.Frequency)));
        open.spatial().ifPresent(area -> resource.addProperty(DCTerms.spatial, location(area)));
    }

    private void version(Resource resource) {
        modified(resource, entry.version());
        entry.version()
                .ifPresent(
                        version -> resource.addProperty(property(DCAT.NS, "version"), Long.toString(version.number())));
    }

    private Resource theme(String theme) {
        return isAddress(theme)
                ? model.createResource(theme, SKOS.Concept)
                : authority(model, "data-theme", theme, SKOS.Concept);
    }

    private Resource location(String area) {
        return isAddress(area)
                ? model.createResource(area, DCTerms.Location)
                : model.createResource(DCTerms.Location).addProperty(DCTerms.identifier, area);
    }

    private static boolean isAddress(String text) {
        return text.startsWith("http");
    }

    private Resource provenance() {
        var statement = model.createResource(DCTerms.ProvenanceStatement);
        DcatTerms.text(statement, RDFS.label, origin());
        return statement;
    }

    private LocalizedText origin() {
        return switch (dataset.source()) {
            case PUSHED ->
                new LocalizedText("由主管部门分批报送，逐条校验后入库", "Sent in batches by the department; each record was checked");
            case STREAMED ->
                new LocalizedText("由主管部门实时推送，逐条校验后入库", "Streamed by the department; each record was checked");
            case LIVE -> new LocalizedText("需要时从主管部门系统读取", "Read from the department's system when it is needed");
        };
    }
}
