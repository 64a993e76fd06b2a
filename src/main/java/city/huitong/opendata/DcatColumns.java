package city.huitong.opendata;

import static city.huitong.opendata.DcatTerms.CSVW;
import static city.huitong.opendata.DcatTerms.OWN;
import static city.huitong.opendata.DcatTerms.property;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.OpeningLevel;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;

/**
 * The fields of a dataset in the catalogue, in the words of CSV on the Web: {@code csvw:tableSchema} with a list of
 * {@code csvw:column}. CSVW has no word for what is withheld, so that is said in the hub's own: {@code huitong:opening},
 * {@code huitong:withheldBecause} and {@code huitong:legalBasis}.
 */
final class DcatColumns {

    private final Model model;
    private final Dataset dataset;

    DcatColumns(Model model, Dataset dataset) {
        this.model = model;
        this.dataset = dataset;
    }

    void describe(Resource entry) {
        var columns = dataset.fields().stream().map(this::column).toArray(RDFNode[]::new);
        entry.addProperty(
                property(CSVW, "tableSchema"),
                model.createResource(model.createResource(CSVW + "Schema"))
                        .addProperty(property(CSVW, "column"), model.createList(columns)));
        dataset.open().anonymity().ifPresent(anonymity -> entry.addLiteral(property(OWN, "anonymity"), anonymity.k()));
    }

    private Resource column(Field field) {
        var level = dataset.openingOf(field);
        var column = model.createResource(model.createResource(CSVW + "Column"))
                .addProperty(property(CSVW, "name"), field.name())
                .addProperty(property(CSVW, "datatype"), datatype(field.type()))
                .addLiteral(property(CSVW, "required"), field.required())
                .addProperty(property(OWN, "opening"), level.word());
        DcatTerms.text(column, property(CSVW, "title"), dataset.titleOf(field));
        if (level != OpeningLevel.UNCONDITIONAL) {
            explain(column, field);
        }
        return column;
    }

    private void explain(Resource column, Field field) {
        dataset.withheldBecause(field)
                .ifPresent(reason -> DcatTerms.text(column, property(OWN, "withheldBecause"), reason));
        dataset.open()
                .field(field.name())
                .basis()
                .ifPresent(basis -> column.addProperty(property(OWN, "legalBasis"), basis, "zh"));
    }

    private static String datatype(FieldType type) {
        return switch (type) {
            case TEXT, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> "string";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case MONEY -> "decimal";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIMESTAMP -> "datetime";
            case JSON -> "json";
        };
    }
}
