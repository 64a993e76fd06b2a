package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.Consent;
import city.huitong.consent.ConsentQueries;
import city.huitong.consent.ConsentWords;
import city.huitong.consent.Move;
import city.huitong.consent.MoveConsent;
import city.huitong.consent.Narrowing;
import city.huitong.consent.SignConsent;
import city.huitong.consent.api.ConsentJson.ItemJson;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import city.huitong.platform.security.StepUp;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A subject's own consents: decides on them, and takes them back. */
@Path("/v1/me/consents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
@Tag(name = "Consents")
class MyConsentResource {

    private static final String CONSENT = "The consent";

    /** Agreement to the words that were shown. */
    @Schema(name = "ConsentApproval")
    record Approval(
            @Schema(description = "The sha256 of the words that were shown") @Nullable
            String words) {}

    /** What is allowed instead; what is left out stays. */
    @Schema(name = "ConsentNarrowing", description = "What is allowed instead; what is left out stays as it is")
    record NarrowingJson(
            @Schema(description = "The items that are left") @Nullable
            List<@Nullable ItemJson> items,

            @Schema(description = "UTC, exclusive") @Nullable
            String notAfter,

            @Nullable Integer maxReads,
            @Nullable Integer maxReadsPerDay,
            @Nullable Integer retentionDays) {}

    private final MoveConsent moveConsent;
    private final SignConsent signConsent;
    private final ConsentQueries consents;
    private final ConsentWords words;
    private final Acting acting;

    MyConsentResource(
            MoveConsent moveConsent,
            SignConsent signConsent,
            ConsentQueries consents,
            ConsentWords words,
            Acting acting) {
        this.moveConsent = moveConsent;
        this.signConsent = signConsent;
        this.consents = consents;
        this.words = words;
        this.acting = acting;
    }

    @GET
    @Operation(operationId = "listMyConsents", summary = "Who asks for your data, and who has it, newest first")
    public Uni<Page<ConsentJson>> list(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var asked = PageRequest.parse(limit, after);
        return acting.ownId()
                .chain(subject -> consents.ofSubject(subject, asked))
                .map(page -> page.map(ConsentJson::of));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getMyConsent", summary = "One of your consents, in plain words, with all its moves")
    public Uni<RestResponse<MyConsentJson>> get(
            @RestPath @Parameter(description = CONSENT) String id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = "The ETag you have")
                    String ifNoneMatch) {
        var asked = id(id);
        return acting.ownId()
                .chain(subject -> own(asked, subject))
                .chain(this::withEvents)
                .map(mine -> Tags.answer(mine.consent, Optional.ofNullable(ifNoneMatch), mine.json));
    }

    @GET
    @Path("/{id}/artefact")
    @Produces(Artefact.MEDIA_TYPE)
    @Operation(
            operationId = "getMyConsentArtefact",
            summary = "One of your consents, signed",
            description = Artefact.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "The artefact",
            content = @Content(mediaType = Artefact.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Uni<RestResponse<String>> artefact(@RestPath @Parameter(description = CONSENT) String id) {
        var asked = id(id);
        return acting.ownId().chain(own -> signConsent.forSubject(asked, own)).map(Artefact::answer);
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @StepUp
    @Operation(
            operationId = "approveConsent",
            summary = "Agree to a consent",
            description =
                    "Needs a strong and fresh login (RFC 9470) and the sha256 of the words that were shown. Where several must"
                            + " approve, each does it with their own login.")
    public Uni<ConsentJson> approve(@RestPath @Parameter(description = CONSENT) String id, @Nullable Approval body) {
        var shown = body == null || body.words == null ? "" : body.words;
        if (!shown.matches("[0-9a-f]{64}")) {
            var form = new Form();
            form.wrong("/words", "wrong-pattern", "must be the sha256 of the words that were shown");
            form.refuse();
        }
        return move(id, new Move.Approve(shown));
    }

    @POST
    @Path("/{id}/reject")
    @Operation(operationId = "rejectConsent", summary = "Do not agree to a consent")
    public Uni<ConsentJson> reject(@RestPath @Parameter(description = CONSENT) String id) {
        return move(id, new Move.Reject());
    }

    @POST
    @Path("/{id}/pause")
    @Operation(operationId = "pauseConsent", summary = "Stop a consent for a while; at once")
    public Uni<ConsentJson> pause(@RestPath @Parameter(description = CONSENT) String id) {
        return move(id, new Move.Pause());
    }

    @POST
    @Path("/{id}/resume")
    @Operation(operationId = "resumeConsent", summary = "Let a paused consent go on")
    public Uni<ConsentJson> resume(@RestPath @Parameter(description = CONSENT) String id) {
        return move(id, new Move.Resume());
    }

    @POST
    @Path("/{id}/revoke")
    @Operation(operationId = "revokeConsent", summary = "Take a consent back, for good and at once")
    public Uni<ConsentJson> revoke(@RestPath @Parameter(description = CONSENT) String id) {
        return move(id, new Move.Revoke());
    }

    @POST
    @Path("/{id}/narrow")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "narrowConsent",
            summary = "Allow less than before",
            description =
                    "Fewer items, fewer reads, an earlier end, a shorter keeping. Makes a new version. Allowing more needs a"
                            + " new consent.")
    public Uni<ConsentJson> narrow(
            @RestPath @Parameter(description = CONSENT) String id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable
                    @Parameter(description = "Required: the ETag of the consent; its version is compared")
                    String ifMatch,
            @Nullable NarrowingJson body) {
        return move(id, new Move.Narrow(Tags.version(ifMatch), narrowing(body)));
    }

    private Uni<ConsentJson> move(String id, Move move) {
        var consent = id(id);
        var actor = acting.subject();
        return acting.ownId()
                .chain(subject -> moveConsent.bySubject(consent, subject, move, actor))
                .map(ConsentJson::of);
    }

    private Uni<Consent> own(UUID id, SubjectId subject) {
        return consents.find(id)
                .map(found -> found.filter(consent -> consent.subject().equals(subject))
                        .orElseThrow(MoveConsent::notFound));
    }

    /** A consent and its answer. */
    private record Mine(Consent consent, MyConsentJson json) {}

    private Uni<Mine> withEvents(Consent consent) {
        return consents.events(consent.id())
                .map(events -> new Mine(consent, MyConsentJson.of(consent, words.of(consent), events)));
    }

    private static Narrowing narrowing(@Nullable NarrowingJson body) {
        if (body == null) {
            throw REQUEST_INVALID.because("a body is required");
        }
        var form = new Form();
        var narrowing = new Narrowing(
                Optional.ofNullable(body.items).map(form::items),
                form.optionalTime("/notAfter", body.notAfter),
                form.optionalWhole("/maxReads", body.maxReads, 1, Integer.MAX_VALUE),
                form.optionalWhole("/maxReadsPerDay", body.maxReadsPerDay, 1, Integer.MAX_VALUE),
                form.optionalWhole("/retentionDays", body.retentionDays, 0, Integer.MAX_VALUE));
        form.refuse();
        return narrowing;
    }

    private static UUID id(String text) {
        return Form.id(text).orElseThrow(MoveConsent::notFound);
    }
}
