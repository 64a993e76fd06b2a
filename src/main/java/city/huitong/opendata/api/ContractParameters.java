package city.huitong.opendata.api;

import city.huitong.catalog.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What may be asked of one dataset, with the names of its open fields. */
final class ContractParameters {

    private static final int MOST_RECORDS = 1_000;
    private static final int USUAL_RECORDS = 20;

    private final List<String> names;

    ContractParameters(List<Field> fields) {
        this.names = fields.stream().map(Field::name).toList();
    }

    Parameter select() {
        return list("select", "Which fields to answer; all that are open where left out", names);
    }

    Parameter where() {
        return query("where", "Which records: a condition over the fields in CEL (https://cel.dev)", text());
    }

    Parameter orderBy() {
        var both = names.stream().flatMap(name -> Stream.of(name, "-" + name)).toList();
        return list("order_by", "By which fields, with - before it for descending; default the key", both);
    }

    Parameter orderGroupsBy() {
        return query("order_by", "Names of the answer, separated by commas, with - before it for descending", text());
    }

    Parameter groupBy() {
        return query("group_by", "Fields, or year, month or day of one, separated by commas: year(opened_on)", text());
    }

    Parameter aggregate() {
        return query(
                "aggregate", "count, count_distinct, sum, avg, min or max of a field, separated by commas", text());
    }

    Parameter limit() {
        var schema = OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .format("int32")
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(MOST_RECORDS))
                .defaultValue(USUAL_RECORDS);
        return query("limit", "How many on a page", schema);
    }

    Parameter cursor() {
        return query("cursor", "The value of next, unchanged: the page after", text());
    }

    Parameter count() {
        var schema = text().enumeration(List.of("none", "estimated", "exact")).defaultValue("none");
        return query("count", "Whether to say how many there are in all", schema);
    }

    Parameter asOf() {
        return query("asOf", "As it was at this moment; now where left out", text().format("date-time"));
    }

    Parameter format(List<String> formats) {
        return query("format", "The form of the file", text().enumeration(List.copyOf(formats)))
                .required(true);
    }

    Parameter key(List<String> key) {
        return OASFactory.createParameter()
                .name("key")
                .in(Parameter.In.PATH)
                .required(true)
                .description("The record's " + String.join(", ", key)
                        + (key.size() > 1 ? ", separated by commas; a comma within has \\ before it" : ""))
                .schema(text());
    }

    private static Parameter list(String name, String description, List<String> words) {
        var items = text().enumeration(List.copyOf(words));
        var schema = OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
        return query(name, description + "; separated by commas", schema)
                .style(Parameter.Style.FORM)
                .explode(false);
    }

    private static Parameter query(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema);
    }

    static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
