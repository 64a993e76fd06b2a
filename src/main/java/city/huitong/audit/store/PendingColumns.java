package city.huitong.audit.store;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.Basis;
import city.huitong.audit.Delay;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Entries as the values that {@link SqlAuditTrail} appends, in its order. */
final class PendingColumns {

    private PendingColumns() {}

    /** One value for each column of one entry. */
    static List<Object> values(UUID id, AuditEntry entry) {
        return Collections.unmodifiableList(Arrays.asList(
                id,
                entry.kind().name(),
                entry.actor(),
                entry.role(),
                entry.subject().orElse(null),
                entry.purpose(),
                consent(entry),
                consentVersion(entry),
                law(entry),
                document(entry),
                fields(entry),
                entry.answer().orElse(null),
                entry.batch(),
                details(entry),
                utc(entry.at()),
                delayedUntil(entry),
                decision(entry)));
    }

    /** One array for each column. */
    static List<Object> arrays(List<UUID> ids, List<AuditEntry> entries) {
        return List.of(
                ids.toArray(UUID[]::new),
                column(entries, entry -> entry.kind().name(), String[]::new),
                column(entries, AuditEntry::actor, String[]::new),
                column(entries, AuditEntry::role, String[]::new),
                column(entries, entry -> entry.subject().orElse(null), UUID[]::new),
                column(entries, AuditEntry::purpose, String[]::new),
                column(entries, PendingColumns::consent, String[]::new),
                column(entries, PendingColumns::consentVersion, Integer[]::new),
                column(entries, PendingColumns::law, String[]::new),
                column(entries, PendingColumns::document, String[]::new),
                column(entries, PendingColumns::fields, String[]::new),
                column(entries, entry -> entry.answer().orElse(null), UUID[]::new),
                column(entries, AuditEntry::batch, Integer[]::new),
                column(entries, PendingColumns::details, String[]::new),
                column(entries, entry -> utc(entry.at()), OffsetDateTime[]::new),
                column(entries, PendingColumns::delayedUntil, OffsetDateTime[]::new),
                column(entries, PendingColumns::decision, UUID[]::new));
    }

    /** One text for each column of one entry; an absent value is an empty text. */
    static List<String> texts(UUID id, AuditEntry entry) {
        return values(id, entry).stream()
                .map(value -> value == null ? "" : value.toString())
                .toList();
    }

    /** {@code name=value}, separated by commas, which no code holds. */
    static Map<String, String> details(String joined) {
        return joined.isEmpty()
                ? Map.of()
                : List.of(joined.split(",", -1)).stream()
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    static List<String> fields(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }

    private static String fields(AuditEntry entry) {
        return String.join(",", entry.fields());
    }

    private static String details(AuditEntry entry) {
        return entry.details().entrySet().stream()
                .map(detail -> detail.getKey() + "=" + detail.getValue())
                .collect(Collectors.joining(","));
    }

    private static @Nullable String consent(AuditEntry entry) {
        return entry.basis() instanceof Basis.Consent consent ? consent.id() : null;
    }

    private static @Nullable Integer consentVersion(AuditEntry entry) {
        return entry.basis() instanceof Basis.Consent consent ? consent.version() : null;
    }

    private static @Nullable String law(AuditEntry entry) {
        return entry.basis() instanceof Basis.Law law ? law.code() : null;
    }

    private static @Nullable String document(AuditEntry entry) {
        return entry.basis() instanceof Basis.Law law ? law.document() : null;
    }

    private static @Nullable OffsetDateTime delayedUntil(AuditEntry entry) {
        return entry.delay().map(Delay::until).map(PendingColumns::utc).orElse(null);
    }

    private static @Nullable UUID decision(AuditEntry entry) {
        Optional<UUID> decision = entry.delay().flatMap(Delay::decision);
        return decision.orElse(null);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> T[] column(
            List<AuditEntry> entries, Function<AuditEntry, ? extends @Nullable T> value, IntFunction<T[]> array) {
        var column = array.apply(entries.size());
        IntStream.range(0, column.length).forEach(i -> column[i] = value.apply(entries.get(i)));
        return column;
    }
}
