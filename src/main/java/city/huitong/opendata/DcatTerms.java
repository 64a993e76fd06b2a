package city.huitong.opendata;

import city.huitong.catalog.LocalizedText;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;
import org.apache.jena.vocabulary.XSD;

/** The words that Jena does not bring, and how texts and codes are written with them. Touched within {@link Rdf} only. */
final class DcatTerms {

    /** The hub's own words, for what no vocabulary has: how far a field is open and why. */
    static final String OWN = "urn:huitong:catalog:";

    static final String ADMS = "http://www.w3.org/ns/adms#";
    static final String CSVW = "http://www.w3.org/ns/csvw#";
    static final String HYDRA = "http://www.w3.org/ns/hydra/core#";

    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";

    private DcatTerms() {}

    /** An empty model that knows the prefixes. */
    static Model model() {
        return ModelFactory.createDefaultModel()
                .setNsPrefix("adms", ADMS)
                .setNsPrefix("csvw", CSVW)
                .setNsPrefix("dcat", DCAT.NS)
                .setNsPrefix("dct", DCTerms.NS)
                .setNsPrefix("foaf", FOAF.NS)
                .setNsPrefix("huitong", OWN)
                .setNsPrefix("hydra", HYDRA)
                .setNsPrefix("rdfs", RDFS.getURI())
                .setNsPrefix("skos", SKOS.getURI())
                .setNsPrefix("vcard", VCARD4.NS)
                .setNsPrefix("xsd", XSD.getURI());
    }

    static Property property(String namespace, String name) {
        return ResourceFactory.createProperty(namespace, name);
    }

    /** A text in both languages, as far as somebody has written both. */
    static void text(Resource subject, Property property, LocalizedText text) {
        subject.addProperty(property, text.zh(), "zh");
        if (isTranslated(text)) {
            subject.addProperty(property, text.en(), "en");
        }
    }

    /** A code of one of the EU's authority tables, as DCAT-AP wants it. */
    static Resource authority(Model model, String table, String code, Resource type) {
        return model.createResource(AUTHORITY + table + "/" + code, type);
    }

    /** What nobody has translated has the Chinese text in both languages. */
    private static boolean isTranslated(LocalizedText text) {
        return !text.en().equals(text.zh()) || text.en().codePoints().noneMatch(Character::isIdeographic);
    }
}
