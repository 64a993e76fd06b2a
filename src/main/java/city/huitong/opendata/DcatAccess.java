package city.huitong.opendata;

import static city.huitong.opendata.DcatTerms.ADMS;
import static city.huitong.opendata.DcatTerms.authority;
import static city.huitong.opendata.DcatTerms.property;

import city.huitong.catalog.LocalizedText;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** How the records of a dataset are had: its files (distributions) and its interface (data service). */
final class DcatAccess {

    private static final String IANA = "https://www.iana.org/assignments/media-types/";

    private final Model model;
    private final String address;
    private final DcatEntry entry;

    DcatAccess(Model model, String address, DcatEntry entry) {
        this.model = model;
        this.address = address;
        this.entry = entry;
    }

    /** A file format that exports come in; codes and media types are empty where the tables have none. */
    private enum FileFormat {
        CSV("csv", "CSV", Optional.of("CSV"), Optional.of("text/csv")),
        NDJSON("ndjson", "NDJSON", Optional.empty(), Optional.empty()),
        PARQUET("parquet", "Parquet", Optional.of("PARQUET"), Optional.of("application/vnd.apache.parquet")),
        XLSX(
                "xlsx",
                "XLSX",
                Optional.of("XLSX"),
                Optional.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

        private final String word;
        private final String title;
        private final Optional<String> code;
        private final Optional<String> mediaType;

        FileFormat(String word, String title, Optional<String> code, Optional<String> mediaType) {
            this.word = word;
            this.title = title;
            this.code = code;
            this.mediaType = mediaType;
        }
    }

    void describe(Resource dataset) {
        var service = service().addProperty(DCAT.servesDataset, dataset);
        for (var format : FileFormat.values()) {
            dataset.addProperty(DCAT.distribution, file(format));
        }
        dataset.addProperty(DCAT.distribution, records(service));
    }

    private Resource service() {
        var title = entry.dataset().title();
        var service = model.createResource(address + "#service", DCAT.DataService)
                .addProperty(DCAT.endpointURL, model.createResource(address))
                .addProperty(DCAT.endpointDescription, model.createResource(address + "/openapi"));
        DcatTerms.text(service, DCTerms.title, new LocalizedText(title.zh() + "（接口）", title.en() + " (interface)"));
        licence(service);
        return service;
    }

    private Resource file(FileFormat format) {
        var export = model.createResource(address + "/export?format=" + format.word);
        var file = distribution(format.word, format.title)
                .addProperty(DCAT.accessURL, export)
                .addProperty(DCAT.downloadURL, export)
                .addProperty(DCTerms.format, format(format));
        format.mediaType.ifPresent(type -> file.addProperty(DCAT.mediaType, mediaType(type)));
        return file;
    }

    private Resource records(Resource service) {
        return distribution("records", "JSON")
                .addProperty(DCAT.accessURL, model.createResource(address + "/records"))
                .addProperty(DCAT.accessService, service)
                .addProperty(DCTerms.format, authority(model, "file-type", "JSON", DCTerms.MediaTypeOrExtent))
                .addProperty(DCAT.mediaType, mediaType("application/json"));
    }

    private String status() {
        if (entry.dataset().open().deprecation().isPresent()) {
            return "DEPRECATED";
        }
        return entry.version().isPresent() ? "COMPLETED" : "DEVELOP";
    }

    private Resource distribution(String fragment, String format) {
        var title = entry.dataset().title();
        var status = status();
        var distribution = model.createResource(address + "#" + fragment, DCAT.Distribution)
                .addProperty(property(ADMS, "status"), authority(model, "distribution-status", status, SKOS.Concept));
        DcatTerms.text(
                distribution,
                DCTerms.title,
                new LocalizedText("%s（%s）".formatted(title.zh(), format), "%s (%s)".formatted(title.en(), format)));
        licence(distribution);
        rights(distribution);
        DcatDataset.modified(distribution, entry.version());
        return distribution;
    }

    private void licence(Resource subject) {
        entry.dataset()
                .open()
                .licence()
                .ifPresent(licence ->
                        subject.addProperty(DCTerms.license, model.createResource(licence, DCTerms.LicenseDocument)));
    }

    private void rights(Resource distribution) {
        entry.dataset().open().attribution().ifPresent(attribution -> {
            var statement = model.createResource(DCTerms.RightsStatement);
            DcatTerms.text(statement, RDFS.label, attribution);
            distribution.addProperty(DCTerms.rights, statement);
        });
    }

    private Resource format(FileFormat format) {
        return format.code
                .map(code -> authority(model, "file-type", code, DCTerms.MediaTypeOrExtent))
                .orElseGet(() -> model.createResource(DCTerms.MediaTypeOrExtent).addProperty(RDFS.label, format.title));
    }

    private Resource mediaType(String type) {
        return model.createResource(IANA + type, DCTerms.MediaType);
    }
}
