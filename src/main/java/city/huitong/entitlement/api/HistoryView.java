package city.huitong.entitlement.api;

import city.huitong.entitlement.History;
import city.huitong.entitlement.api.HistoryJson.MoveJson;
import city.huitong.entitlement.api.HistoryJson.PaymentJson;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An entitlement with its moves and payments in GraphQL. */
@Type("EntitlementHistory")
@Description("An entitlement with all of its moves and payments")
public record HistoryView(
        @NonNull @Description("As it stands") EntitlementView entitlement,
        @NonNull @Description("Oldest first") List<@NonNull MoveJson> moves,
        @NonNull @Description("By period") List<@NonNull PaymentJson> payments) {

    static HistoryView of(History history) {
        return new HistoryView(
                EntitlementView.of(history.entitlement()),
                history.moves().stream().map(MoveJson::of).toList(),
                history.payments().stream().map(PaymentJson::of).toList());
    }
}
