package city.huitong.consent.api;

import city.huitong.consent.Consent;
import city.huitong.consent.ConsentEvent;
import city.huitong.consent.ConsentWords;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A consent as its subject sees it. */
@Schema(
        name = "MyConsent",
        description = "A consent as its subject sees it: what it says in plain words, and all its moves")
record MyConsentJson(ConsentJson consent, WordsJson words, List<EventJson> events) {

    /** What is agreed to. */
    @Schema(name = "ConsentWords")
    record WordsJson(
            String zh,
            String en,

            @Schema(description = "Send it to approve: it proves which words were shown")
            String sha256) {}

    /** A move. */
    @Schema(name = "ConsentEvent")
    record EventJson(
            int seq,
            int version,

            @Schema(
                    description =
                            "propose, approve, reject, cancel, pause, resume, narrow, revoke, suspend, reinstate, expire,"
                                    + " exhaust or time-out")
            String move,

            @Schema(description = "Empty for the proposal") String from,
            String to,
            @Schema(description = "The role that moved it") String role,
            Instant at,

            @Schema(description = "Over this event and the hash of the one before")
            String hash) {

        static EventJson of(ConsentEvent event) {
            return new EventJson(
                    event.seq(),
                    event.version(),
                    event.move(),
                    event.from(),
                    event.to(),
                    event.actor().role(),
                    event.at(),
                    event.hash());
        }
    }

    static MyConsentJson of(Consent consent, ConsentWords.Shown words, List<ConsentEvent> events) {
        return new MyConsentJson(
                ConsentJson.of(consent),
                new WordsJson(words.text().zh(), words.text().en(), words.sha256()),
                events.stream().map(EventJson::of).toList());
    }
}
