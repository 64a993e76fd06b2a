package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.Standing;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.PolicyId;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads entitlements from rows. */
final class EntitlementRows {

    private EntitlementRows() {}

    static Entitlement entitlement(Row row) {
        return new Entitlement(
                new PolicyId(row.getString("policy_id")),
                new SubjectId(row.getUUID("subject")),
                SubjectKind.parse(row.getString("kind")).orElseThrow(),
                standing(row),
                row.getLocalDate("as_of"),
                row.getOffsetDateTime("changed_at").toInstant());
    }

    private static Standing standing(Row row) {
        return switch (row.getString("state")) {
            case "GRANTED" ->
                new Standing.Granted(
                        row.getLocalDate("version"),
                        row.getLong("amount_fen"),
                        BenefitPeriod.valueOf(row.getString("period").toUpperCase(Locale.ROOT)),
                        figures(row.getJsonObject("figures")));
            case "UNDETERMINED" -> new Standing.Undecided(Set.of(row.getArrayOfStrings("missing")));
            default -> new Standing.Withdrawn();
        };
    }

    private static Map<String, Long> figures(JsonObject json) {
        var figures = new LinkedHashMap<String, Long>();
        json.fieldNames().forEach(name -> figures.put(name, json.getLong(name)));
        return figures;
    }
}
