package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.entitlement.Award;
import city.huitong.entitlement.Cause;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.Grounds;
import city.huitong.entitlement.Standing;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.PolicyId;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
                row.getOffsetDateTime("changed_at").toInstant(),
                grounds(row));
    }

    private static Grounds grounds(Row row) {
        Map<String, UUID> ledgers = new LinkedHashMap<>();
        var json = row.getJsonObject("ledgers");
        json.fieldNames().forEach(name -> ledgers.put(name, UUID.fromString(json.getString(name))));
        return new Grounds(
                row.getBoolean("held"),
                Optional.ofNullable(row.getLocalDate("granted_on")),
                ledgers,
                List.of(row.getArrayOfLongs("rank")));
    }

    private static Standing standing(Row row) {
        return switch (row.getString("state")) {
            case "GRANTED" -> new Standing.Granted(award(row));
            case "MATCHED" -> new Standing.Matched(award(row));
            case "NOTIFIED" -> new Standing.Notified(award(row));
            case "DECLINED" -> new Standing.Declined(award(row));
            case "SUSPENDED" -> new Standing.Suspended(award(row));
            case "EXCLUDED" -> new Standing.KeptOut(award(row), Cause.parse(row.getString("excluded_by")));
            case "UNDETERMINED" -> new Standing.Undecided(Set.of(row.getArrayOfStrings("missing")));
            default -> new Standing.Withdrawn();
        };
    }

    private static Award award(Row row) {
        return new Award(
                row.getLocalDate("version"),
                row.getLong("amount_fen"),
                BenefitPeriod.valueOf(row.getString("period").toUpperCase(Locale.ROOT)),
                figures(row.getJsonObject("figures")));
    }

    private static Map<String, Long> figures(JsonObject json) {
        var figures = new LinkedHashMap<String, Long>();
        json.fieldNames().forEach(name -> figures.put(name, json.getLong(name)));
        return figures;
    }
}
