package city.huitong.entitlement.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A named amount in GraphQL. */
@Type("Figure")
@Description("A named amount beside the benefit itself")
public record FigureView(
        @NonNull @Description("Its id in the policy") String id,
        @Description("Amount in fen") long amountFen) {

    static List<FigureView> of(Map<String, Long> figures) {
        return figures.entrySet().stream()
                .map(figure -> new FigureView(figure.getKey(), figure.getValue()))
                .toList();
    }
}
