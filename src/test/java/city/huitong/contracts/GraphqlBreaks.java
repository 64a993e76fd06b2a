package city.huitong.contracts;

import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import java.util.List;

/** What a client of one GraphQL schema may no longer rely on in another one. */
final class GraphqlBreaks {

    private GraphqlBreaks() {}

    static List<String> between(String released, String current) {
        var report = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(released, current), report);
        return report.getBreakages().stream()
                .map(GraphqlBreaks::sentence)
                .distinct()
                .sorted()
                .toList();
    }

    private static String sentence(DiffEvent event) {
        var field = event.getFieldName() == null ? "" : "." + event.getFieldName();
        return event.getTypeName() + field + ": " + event.getReasonMsg();
    }
}
