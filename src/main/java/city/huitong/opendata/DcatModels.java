package city.huitong.opendata;

import static city.huitong.opendata.DcatTerms.HYDRA;
import static city.huitong.opendata.DcatTerms.authority;
import static city.huitong.opendata.DcatTerms.property;

import city.huitong.catalog.LocalizedText;
import city.huitong.platform.data.Page;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.VCARD4;

/** The catalogue as RDF: DCAT 3, with everything that DCAT-AP 3.0.1 makes mandatory. Called within {@link Rdf} only. */
@ApplicationScoped
class DcatModels {

    private static final LocalizedText REST = new LocalizedText("REST 接口", "REST interface");
    private static final LocalizedText GRAPHQL = new LocalizedText("GraphQL 接口", "GraphQL interface");

    private final DcatAddresses addresses;
    private final CatalogueOwner owner;

    DcatModels(DcatAddresses addresses, CatalogueOwner owner) {
        this.addresses = addresses;
        this.owner = owner;
    }

    /** One dataset by itself, with everything that it refers to. */
    Model entry(DcatEntry entry) {
        var model = DcatTerms.model();
        new DcatDataset(model, addresses, entry).describe(contact(model));
        return model;
    }

    /**
     * One page of the catalogue.
     *
     * @param here the page's own address
     */
    Model catalogue(Page<DcatEntry> page, PageAddress here) {
        var model = DcatTerms.model();
        var contact = contact(model);
        var catalogue = described(model, contact);
        var rest = service(model, "#rest", REST, "/v1/open", "/openapi");
        var graphql = service(model, "#graphql", GRAPHQL, "/graphql", "/graphql/schema.graphql");
        catalogue.addProperty(DCAT.service, rest).addProperty(DCAT.service, graphql);
        for (var entry : page.items()) {
            var dataset = new DcatDataset(model, addresses, entry).describe(contact);
            catalogue.addProperty(DCAT.dataset, dataset);
            rest.addProperty(DCAT.servesDataset, dataset);
            graphql.addProperty(DCAT.servesDataset, dataset);
        }
        turnPages(catalogue, page, here);
        return model;
    }

    private Resource described(Model model, Resource contact) {
        var publisher = model.createResource(addresses.catalogue() + "#publisher", FOAF.Agent);
        DcatTerms.text(publisher, FOAF.name, owner.publisher());
        var catalogue = model.createResource(addresses.catalogue(), DCAT.Catalog)
                .addProperty(DCTerms.publisher, publisher)
                .addProperty(DCAT.contactPoint, contact)
                .addProperty(DCTerms.language, authority(model, "language", "ZHO", DCTerms.LinguisticSystem))
                .addProperty(DCTerms.language, authority(model, "language", "ENG", DCTerms.LinguisticSystem));
        DcatTerms.text(catalogue, DCTerms.title, owner.title());
        DcatTerms.text(catalogue, DCTerms.description, owner.description());
        return catalogue;
    }

    private Resource contact(Model model) {
        var contact = model.createResource(addresses.catalogue() + "#contact", VCARD4.Organization);
        DcatTerms.text(contact, VCARD4.fn, owner.contactName());
        owner.contactEmail()
                .ifPresent(email -> contact.addProperty(VCARD4.hasEmail, model.createResource("mailto:" + email)));
        return contact;
    }

    private Resource service(Model model, String fragment, LocalizedText title, String path, String description) {
        var service = model.createResource(addresses.catalogue() + fragment, DCAT.DataService)
                .addProperty(DCAT.endpointURL, model.createResource(addresses.at(path)))
                .addProperty(DCAT.endpointDescription, model.createResource(addresses.at(description)));
        DcatTerms.text(service, DCTerms.title, title);
        return service;
    }

    /** The pages in the words of Hydra, for harvesters that do not look at the header {@code Link}. */
    private void turnPages(Resource catalogue, Page<DcatEntry> page, PageAddress here) {
        var model = catalogue.getModel();
        var view = model.createResource(
                addresses.page(here.query()), model.createResource(HYDRA + "PartialCollectionView"));
        page.next()
                .ifPresent(next -> view.addProperty(
                        property(HYDRA, "next"),
                        model.createResource(addresses.page(here.after(next).query()))));
        catalogue.addProperty(property(HYDRA, "view"), view);
    }
}
