package city.huitong.consent.store;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.Consent;
import city.huitong.consent.ConsentEvent;
import city.huitong.consent.ConsentQueries;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads consents. Their identifiers grow with time, so newest first is by identifier. */
@ApplicationScoped
class SqlConsentQueries implements ConsentQueries {

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final String OF_RECIPIENT = ConsentRows.SELECT + """
            where recipient = $2 and id < $3 and ($5::text is null or $5 = %s)
            order by id desc limit $4""".formatted(ConsentRows.STATE_NOW);

    private static final String OF_SUBJECT =
            ConsentRows.SELECT + "where subject = $2 and id < $3 order by id desc limit $4";

    private final Pool pool;
    private final String zone;

    SqlConsentQueries(Pool pool, CityClock clock) {
        this.pool = pool;
        this.zone = clock.zone().getId();
    }

    @Override
    public Uni<Page<Consent>> ofRecipient(String recipient, Optional<String> state, PageRequest page) {
        return page(OF_RECIPIENT, Tuple.of(zone, recipient, after(page), page.limit() + 1, state.orElse(null)), page);
    }

    @Override
    public Uni<Page<Consent>> ofSubject(SubjectId subject, PageRequest page) {
        return page(OF_SUBJECT, Tuple.of(zone, subject.value(), after(page), page.limit() + 1), page);
    }

    @Override
    public Uni<Optional<Consent>> find(UUID id) {
        return pool.preparedQuery(ConsentRows.SELECT + "where id = $2")
                .execute(Tuple.of(zone, id))
                .map(ConsentRows::first);
    }

    @Override
    public Uni<List<ConsentEvent>> events(UUID id) {
        return pool.preparedQuery("select * from consent_event where consent = $1 order by seq")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(ConsentRows::event).toList());
    }

    private Uni<Page<Consent>> page(String sql, Tuple parameters, PageRequest page) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(ConsentRows::consents)
                .map(rows -> Page.of(page, rows, consent -> consent.id().toString()));
    }

    private static UUID after(PageRequest page) {
        return page.after(UUID::fromString, AFTER_ALL);
    }
}
