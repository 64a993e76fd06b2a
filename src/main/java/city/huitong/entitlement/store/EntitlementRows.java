package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.entitlement.Actor;
import city.huitong.entitlement.Award;
import city.huitong.entitlement.Cause;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.Grounds;
import city.huitong.entitlement.MadeMove;
import city.huitong.entitlement.Movement;
import city.huitong.entitlement.Standing;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.PolicyId;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entitlements and moves as rows, and back. */
final class EntitlementRows {

    private static final String NOTHING = "{}";

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

    /** What entitlements that are granted together have in common. */
    private record Likeness(
            PolicyId policy, SubjectKind kind, Standing standing, LocalDate asOf, Instant changedAt, Grounds grounds) {

        static Likeness of(Entitlement entitlement) {
            return new Likeness(
                    entitlement.policy(),
                    entitlement.kind(),
                    alike(entitlement.standing()),
                    entitlement.asOf(),
                    entitlement.changedAt(),
                    entitlement.grounds());
        }
    }

    /** Missing facts and ranks travel as one text each: PostgreSQL's arrays of arrays must all have one length. */
    static Tuple parameters(List<Entitlement> all) {
        var some = Stretches.of(all, Likeness::of);
        return Tuple.tuple()
                .addValue(some.shared(e -> e.policy().value(), String[]::new))
                .addValue(some.shared(e -> e.kind().word(), String[]::new))
                .addValue(some.shared(e -> e.standing().word(), String[]::new))
                .addValue(some.shared(e -> award(e.standing(), Award::version), LocalDate[]::new))
                .addValue(some.shared(e -> award(e.standing(), a -> a.period().word()), String[]::new))
                .addValue(some.shared(e -> figures(e.standing()), String[]::new))
                .addValue(some.shared(e -> missing(e.standing()), String[]::new))
                .addValue(some.shared(Likeness::asOf, LocalDate[]::new))
                .addValue(some.shared(e -> e.changedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(some.shared(e -> excludedBy(e.standing()), String[]::new))
                .addValue(some.shared(e -> e.grounds().held(), Boolean[]::new))
                .addValue(some.shared(e -> e.grounds().grantedOn().orElse(null), LocalDate[]::new))
                .addValue(some.shared(e -> ledgers(e.grounds()), String[]::new))
                .addValue(some.shared(e -> rank(e.grounds()), String[]::new))
                .addValue(some.firsts())
                .addValue(some.lasts())
                .addValue(some.each(e -> e.subject().value(), UUID[]::new))
                .addValue(some.each(e -> e.subject().shard(), Short[]::new))
                .addValue(some.each(e -> fen(e.standing()), Long[]::new));
    }

    private record Step(
            PolicyId policy,
            Movement movement,
            String state,
            @Nullable LocalDate version,
            LocalDate asOf) {

        static Step of(MadeMove move) {
            var entitlement = move.entitlement();
            return new Step(
                    entitlement.policy(),
                    move.movement(),
                    entitlement.standing().word(),
                    award(entitlement.standing(), Award::version),
                    entitlement.asOf());
        }
    }

    /** Moves go with their places, as the history has them in the order in which they were made. */
    static Tuple parameters(List<MadeMove> moves, Actor actor, Instant at) {
        var some = Stretches.of(moves, Step::of);
        return Tuple.tuple()
                .addValue(some.shared(m -> m.policy().value(), String[]::new))
                .addValue(some.shared(m -> m.movement().name(), String[]::new))
                .addValue(some.shared(Step::state, String[]::new))
                .addValue(some.shared(Step::version, LocalDate[]::new))
                .addValue(some.shared(Step::asOf, LocalDate[]::new))
                .addValue(some.firsts())
                .addValue(some.lasts())
                .addValue(some.each(m -> m.entitlement().subject().value(), UUID[]::new))
                .addValue(some.each(m -> fen(m.entitlement().standing()), Long[]::new))
                .addValue(some.places())
                .addString(actor.name())
                .addString(actor.role())
                .addValue(at.atOffset(ZoneOffset.UTC));
    }

    /** Without the amount, which is sent for each. */
    private static Standing alike(Standing standing) {
        return switch (standing) {
            case Standing.Granted(var award) -> new Standing.Granted(award.of(0));
            case Standing.Matched(var award) -> new Standing.Matched(award.of(0));
            case Standing.Notified(var award) -> new Standing.Notified(award.of(0));
            case Standing.Declined(var award) -> new Standing.Declined(award.of(0));
            case Standing.Suspended(var award) -> new Standing.Suspended(award.of(0));
            case Standing.KeptOut(var award, var cause) -> new Standing.KeptOut(award.of(0), cause);
            case Standing.Undecided _, Standing.Withdrawn _ -> standing;
        };
    }

    private static <T> @Nullable T award(Standing standing, Function<Award, T> part) {
        return standing.award().map(part).orElse(null);
    }

    private static long fen(Standing standing) {
        return standing.award().map(Award::amountFen).orElse(0L);
    }

    private static String figures(Standing standing) {
        var figures = standing.award().map(Award::figures).orElse(Map.of());
        return figures.isEmpty() ? NOTHING : new JsonObject(Map.<String, Object>copyOf(figures)).encode();
    }

    private static String missing(Standing standing) {
        return standing instanceof Standing.Undecided(var missing) ? String.join(",", missing) : "";
    }

    private static @Nullable String excludedBy(Standing standing) {
        return standing instanceof Standing.KeptOut kept ? kept.cause().word() : null;
    }

    private static String ledgers(Grounds grounds) {
        var json = new JsonObject();
        grounds.ledgers().forEach((name, key) -> json.put(name, key.toString()));
        return json.isEmpty() ? NOTHING : json.encode();
    }

    private static String rank(Grounds grounds) {
        return grounds.rank().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
