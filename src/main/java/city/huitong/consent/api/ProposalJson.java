package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.consent.Proposal;
import city.huitong.consent.Terms;
import city.huitong.consent.api.ConsentJson.ItemJson;
import city.huitong.subject.NumberVerdict;
import city.huitong.subject.OfficialNumbers;
import city.huitong.subject.SubjectNames;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a recipient asks a subject for. */
@Schema(name = "ConsentProposal")
record ProposalJson(
        @Nullable SubjectJson subject,

        @Schema(description = "Your own code for what you offer", examples = "tax-credit-loan") @Nullable
        String product,

        @Schema(description = "A purpose of the city's fair-use rules", examples = "loan-underwriting") @Nullable
        String purpose,

        @Schema(description = "Your own reference, for example of an application") @Nullable
        String reference,

        @Nullable List<@Nullable ItemJson> items,

        @Schema(description = "How many months back facts may reach; default 0") @Nullable
        Integer lookbackMonths,

        @Schema(description = "UTC; default now", examples = "2026-11-24T00:00:00Z") @Nullable
        String notBefore,

        @Schema(description = "UTC, exclusive", examples = "2026-12-24T00:00:00Z") @Nullable
        String notAfter,

        @Schema(description = "How often in all") @Nullable Integer maxReads,

        @Schema(description = "How often on one of the city's days; default as often as in all") @Nullable
        Integer maxReadsPerDay,

        @Schema(description = "For how many days you want to keep an answer; default 0") @Nullable
        Integer retentionDays,

        @Schema(description = "Whether you want to give answers to others; default no") @Nullable
        Boolean onward) {

    private static final int MOST = 1_000_000;

    /** Whom the data is about: by official number, which stays in the body, or by pseudonym. */
    @Schema(name = "ConsentSubject")
    record SubjectJson(
            @Schema(description = "person or enterprise") @Nullable
            String kind,

            @Schema(description = "The official number") @Nullable
            String number,

            @Schema(description = "Or the pseudonym") @Nullable
            String id) {}

    /** Fails with {@code request-invalid} and everything that is wrong. */
    static Uni<Proposal> read(@Nullable ProposalJson body, OfficialNumbers numbers, SubjectNames names, Instant now) {
        if (body == null) {
            throw REQUEST_INVALID.because("a body is required");
        }
        var form = new Form();
        var kind = body.kind(form);
        var subject = body.subject(form, kind, numbers, names);
        var product = form.optionalCode("/product", body.product);
        var purpose = form.code("/purpose", body.purpose);
        var reference = form.optionalCode("/reference", body.reference);
        var terms = body.terms(form, now);
        form.refuse();
        return subject.map(id -> new Proposal(id, kind, product, purpose, reference, terms));
    }

    private Terms terms(Form form, Instant now) {
        var reads = form.whole("/maxReads", maxReads, 1, MOST);
        return new Terms(
                form.items(items),
                form.optionalWhole("/lookbackMonths", lookbackMonths, 0, 600).orElse(0),
                form.optionalTime("/notBefore", notBefore).orElse(now.truncatedTo(ChronoUnit.SECONDS)),
                form.time("/notAfter", notAfter),
                reads,
                form.optionalWhole("/maxReadsPerDay", maxReadsPerDay, 1, MOST).orElse(reads),
                form.optionalWhole("/retentionDays", retentionDays, 0, 3660).orElse(0),
                onward != null && onward);
    }

    private SubjectKind kind(Form form) {
        var kind = SubjectKind.parse(subject == null || subject.kind() == null ? "" : subject.kind())
                .filter(known -> known != SubjectKind.HOUSEHOLD);
        if (kind.isEmpty()) {
            form.wrong("/subject/kind", "unknown-word", "must be person or enterprise");
        }
        return kind.orElse(SubjectKind.PERSON);
    }

    private Uni<SubjectId> subject(Form form, SubjectKind kind, OfficialNumbers numbers, SubjectNames names) {
        var number = subject == null ? null : subject.number();
        var id = subject == null ? null : subject.id();
        if ((number == null) == (id == null)) {
            form.wrong("/subject", "one-expected", "must have either a number or an id");
            return Uni.createFrom().item(new SubjectId(new UUID(0, 0)));
        }
        return number == null ? Uni.createFrom().item(byId(form, id)) : byNumber(form, kind, number, numbers, names);
    }

    private static SubjectId byId(Form form, @Nullable String id) {
        var parsed = Form.id(id == null ? "" : id);
        if (parsed.isEmpty()) {
            form.wrong("/subject/id", "wrong-pattern", "must be a UUID");
        }
        return new SubjectId(parsed.orElse(new UUID(0, 0)));
    }

    private static Uni<SubjectId> byNumber(
            Form form, SubjectKind kind, String number, OfficialNumbers numbers, SubjectNames names) {
        var verdict = numbers.check(kind, number);
        if (verdict != NumberVerdict.OK) {
            form.wrong("/subject/number", verdict.code(), verdict.sentence());
        }
        return names.of(kind, number);
    }
}
