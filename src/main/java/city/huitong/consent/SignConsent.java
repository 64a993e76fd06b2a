package city.huitong.consent;

import city.huitong.audit.AuditConfig;
import city.huitong.catalog.SubjectId;
import city.huitong.consent.ConsentState.Ended;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.SigningKeys;
import city.huitong.subject.SubjectNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Signs a consent as it is at the moment: what a recipient keeps to show by which consent it has read, and a subject to show what it
 * has agreed to. The document names the subject by the recipient's own reference and by a pseudonym that only this recipient's
 * consents have (OpenID Connect Core section 8: pairwise), so that two recipients cannot tell that they know the same subject.
 */
@ApplicationScoped
public class SignConsent {

    /** The {@code typ} of the artefact (RFC 8725 section 3.11). */
    public static final String TYPE = "huitong-consent+jwt";

    private final ConsentQueries consents;
    private final SigningKeys keys;
    private final SubjectNames names;
    private final CityClock clock;
    private final String hub;

    SignConsent(ConsentQueries consents, SigningKeys keys, SubjectNames names, CityClock clock, AuditConfig auditLog) {
        this.consents = consents;
        this.keys = keys;
        this.names = names;
        this.clock = clock;
        this.hub = auditLog.origin();
    }

    /** The artefact of a recipient's consent, as a JWS. Fails with {@code consent-not-found} for those of others. */
    public Uni<String> forRecipient(UUID id, Actor recipient) {
        return sign(id, consent -> consent.request().recipient().equals(recipient.name()));
    }

    /** The artefact of a subject's consent, as a JWS. Fails with {@code consent-not-found} for those of others. */
    public Uni<String> forSubject(UUID id, SubjectId subject) {
        return sign(id, consent -> consent.subject().equals(subject));
    }

    private Uni<String> sign(UUID id, Predicate<Consent> isTheirs) {
        return consents.find(id)
                .map(found -> found.filter(isTheirs).orElseThrow(MoveConsent::notFound))
                .chain(consent -> consents.events(id)
                        .map(events -> upTo(consent, events))
                        .map(events -> keys.jws(TYPE, document(consent, events))));
    }

    /** A move may have come in between the two looks; the consent was read before it. */
    private static List<ConsentEvent> upTo(Consent consent, List<ConsentEvent> events) {
        return events.stream()
                .filter(event -> event.seq() <= consent.last().seq())
                .toList();
    }

    private Map<String, Object> document(Consent consent, List<ConsentEvent> events) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", hub);
        claims.put("iat", clock.now().getEpochSecond());
        claims.put("sub", subjectFor(consent));
        claims.put("consent", content(consent, events));
        return claims;
    }

    private String subjectFor(Consent consent) {
        return names.forRecipient(
                consent.kind(), consent.subject(), consent.request().recipient());
    }

    private static Map<String, Object> content(Consent consent, List<ConsentEvent> events) {
        var content = new LinkedHashMap<String, Object>();
        content.put("id", consent.id().toString());
        content.put("version", consent.version());
        content.put("state", consent.state().word());
        content.put("stateSince", since(consent, events).toString());
        addRequest(content, consent);
        addTerms(content, consent.terms());
        content.put("approvalsNeeded", consent.approvals().needed());
        content.put("approvals", approvals(events));
        agreedWords(events).ifPresent(words -> content.put("wordsSha256", words));
        content.put("events", consent.last().seq());
        content.put("head", consent.last().hash());
        return content;
    }

    private static void addRequest(Map<String, Object> content, Consent consent) {
        var request = consent.request();
        content.put("subjectKind", consent.kind().word());
        content.put("recipient", request.recipient());
        request.product().ifPresent(product -> content.put("product", product));
        content.put("purpose", request.purpose());
        request.reference().ifPresent(reference -> content.put("reference", reference));
        content.put("ruleSet", request.ruleSet());
        content.put("proposedAt", consent.proposedAt().toString());
        content.put("approveBy", consent.approveBy().toString());
    }

    private static void addTerms(Map<String, Object> content, Terms terms) {
        content.put(
                "items",
                terms.items().stream()
                        .map(item -> Map.of("kind", item.kind().word(), "code", item.code()))
                        .toList());
        content.put("lookbackMonths", terms.lookbackMonths());
        content.put("notBefore", terms.notBefore().toString());
        content.put("notAfter", terms.notAfter().toString());
        content.put("maxReads", terms.maxReads());
        content.put("maxReadsPerDay", terms.maxReadsPerDay());
        content.put("retentionDays", terms.retentionDays());
        content.put("onward", terms.onward());
    }

    /** Who approved is personal; in which role and when is not. */
    private static List<Map<String, String>> approvals(List<ConsentEvent> events) {
        return events.stream()
                .filter(event -> !event.words().isEmpty())
                .map(event ->
                        Map.of("role", event.actor().role(), "at", event.at().toString()))
                .toList();
    }

    private static Optional<String> agreedWords(List<ConsentEvent> events) {
        return events.stream()
                .map(ConsentEvent::words)
                .filter(words -> !words.isEmpty())
                .findFirst();
    }

    /** Since when it is in this state; what time has ended needs no event for that. */
    private static Instant since(Consent consent, List<ConsentEvent> events) {
        var state = consent.state().word();
        var entered = consent.proposedAt();
        var last = "";
        for (var event : events) {
            entered = event.to().equals(last) ? entered : event.at();
            last = event.to();
        }
        return last.equals(state) ? entered : byClock(consent);
    }

    private static Instant byClock(Consent consent) {
        return consent.state() instanceof Ended(var end) && end == ConsentState.End.TIMED_OUT
                ? consent.approveBy()
                : consent.terms().notAfter();
    }
}
