package city.huitong.consent.store;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.consent.Actor;
import city.huitong.consent.Consent;
import city.huitong.consent.Consent.Approvals;
import city.huitong.consent.Consent.Link;
import city.huitong.consent.Consent.Request;
import city.huitong.consent.Consent.Use;
import city.huitong.consent.ConsentEvent;
import city.huitong.consent.ConsentState;
import city.huitong.consent.Item;
import city.huitong.consent.Terms;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of consents and their events, and back. */
final class ConsentRows {

    /** The state as time has left it. By the clock itself: a transaction may have waited since it began. */
    static final String STATE_NOW = """
            case when state in ('PENDING', 'PARTIALLY_APPROVED') and clock_timestamp() >= approve_by then 'TIMED_OUT'
              when state in ('ACTIVE', 'PAUSED', 'SUSPENDED') and clock_timestamp() >= not_after then 'EXPIRED'
              else state end""";

    /** All a {@link Consent} needs; the parameter is the city's time zone. */
    static final String SELECT = "select consent.*, " + STATE_NOW + " as state_now, "
            + "case when used_on = (clock_timestamp() at time zone $1)::date then used_that_day else 0 end as used_today "
            + "from consent ";

    private ConsentRows() {}

    static List<Consent> consents(RowSet<Row> rows) {
        return rows.stream().map(ConsentRows::consent).toList();
    }

    static Optional<Consent> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(ConsentRows::consent);
    }

    static ConsentEvent event(Row row) {
        return new ConsentEvent(
                row.getUUID("consent"),
                row.getInteger("seq"),
                row.getInteger("version"),
                row.getString("move"),
                row.getString("from_state"),
                row.getString("to_state"),
                new Actor(row.getString("actor"), row.getString("role")),
                instant(row, "at"),
                row.getString("terms"),
                row.getString("words"),
                row.getString("previous"));
    }

    /** An event's columns in the order of its record, and its hash. */
    static Tuple columns(ConsentEvent event) {
        return Tuple.tuple(List.of(
                event.consent(),
                event.seq(),
                event.version(),
                event.move(),
                event.from(),
                event.to(),
                event.actor().name(),
                event.actor().role(),
                utc(event.at()),
                event.terms(),
                event.words(),
                event.previous(),
                event.hash()));
    }

    /** The terms' columns, in the order of their record. */
    static List<Object> columns(Terms terms) {
        return List.of(
                texts(terms.items()),
                terms.lookbackMonths(),
                utc(terms.notBefore()),
                utc(terms.notAfter()),
                terms.maxReads(),
                terms.maxReadsPerDay(),
                terms.retentionDays(),
                terms.onward());
    }

    static String[] texts(Set<Item> items) {
        return items.stream().map(Item::toString).toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Consent consent(Row row) {
        return new Consent(
                row.getUUID("id"),
                row.getInteger("version"),
                new SubjectId(row.getUUID("subject")),
                SubjectKind.parse(row.getString("kind")).orElseThrow(),
                request(row),
                terms(row),
                new Approvals(row.getInteger("approvals_needed"), Set.of(row.getArrayOfStrings("approved_by"))),
                ConsentState.parse(row.getString("state_now"), Optional.ofNullable(row.getString("before_suspension"))),
                use(row),
                instant(row, "proposed_at"),
                instant(row, "approve_by"),
                new Link(row.getInteger("events"), row.getString("head")));
    }

    private static Request request(Row row) {
        return new Request(
                row.getString("recipient"),
                Optional.ofNullable(row.getString("product")),
                row.getString("purpose"),
                Optional.ofNullable(row.getString("reference")),
                row.getString("rule_set"));
    }

    private static Terms terms(Row row) {
        return new Terms(
                Stream.of(row.getArrayOfStrings("items")).map(Item::parse).collect(Collectors.toSet()),
                row.getInteger("lookback_months"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                row.getInteger("max_reads"),
                row.getInteger("max_reads_per_day"),
                row.getInteger("retention_days"),
                row.getBoolean("onward"));
    }

    private static Use use(Row row) {
        return new Use(
                row.getInteger("used"),
                row.getInteger("used_today"),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at")).map(OffsetDateTime::toInstant));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
