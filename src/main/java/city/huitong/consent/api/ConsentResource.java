package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.consent.Consent;
import city.huitong.consent.ConsentQueries;
import city.huitong.consent.ConsentState.End;
import city.huitong.consent.Move;
import city.huitong.consent.MoveConsent;
import city.huitong.consent.ProposeConsent;
import city.huitong.consent.ReadWithConsent;
import city.huitong.consent.RequestKey;
import city.huitong.consent.SignConsent;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import city.huitong.subject.OfficialNumbers;
import city.huitong.subject.SubjectNames;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** Consents as recipients and the hub's operator use them. */
@Path("/v1/consents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Consents", description = "Who may see what of whom, by the subject's own decision")
class ConsentResource {

    private static final String KEY =
            "Makes a repeat harmless for 24 hours: the same request under the same key has one"
                    + " effect and one answer. 1 to 200 visible ASCII characters, one for each request.";

    private static final Set<String> STATES = Stream.concat(
                    Stream.of("PENDING", "PARTIALLY_APPROVED", "ACTIVE", "PAUSED", "SUSPENDED"),
                    Stream.of(End.values()).map(End::name))
            .collect(Collectors.toCollection(TreeSet::new));

    private final ProposeConsent proposeConsent;
    private final MoveConsent moveConsent;
    private final ReadWithConsent readWithConsent;
    private final SignConsent signConsent;
    private final ConsentQueries consents;
    private final Acting acting;
    private final OfficialNumbers numbers;
    private final SubjectNames names;
    private final CityClock clock;

    ConsentResource(
            ProposeConsent proposeConsent,
            MoveConsent moveConsent,
            ReadWithConsent readWithConsent,
            SignConsent signConsent,
            ConsentQueries consents,
            Acting acting,
            OfficialNumbers numbers,
            SubjectNames names,
            CityClock clock) {
        this.proposeConsent = proposeConsent;
        this.moveConsent = moveConsent;
        this.readWithConsent = readWithConsent;
        this.signConsent = signConsent;
        this.consents = consents;
        this.acting = acting;
        this.numbers = numbers;
        this.names = names;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.INSTITUTION, Roles.APP})
    @Operation(
            operationId = "proposeConsent",
            summary = "Ask a subject for a consent",
            description =
                    "The subject has 60 minutes to decide. What exceeds the city's fair-use rules is refused with the limit."
                            + " The answer does not tell whether the hub knows the subject.")
    @APIResponse(
            responseCode = "201",
            description = "Proposed; Location shows it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ConsentJson.class)))
    public Uni<RestResponse<ConsentJson>> propose(
            @HeaderParam("Idempotency-Key") @Nullable @Parameter(description = KEY) String idempotencyKey,
            @Nullable ProposalJson body) {
        var actor = acting.recipient();
        var proposal = ProposalJson.read(body, numbers, names, clock.now());
        // The record holds what was written and nothing else, so its text is what a repeat is compared by.
        var key = key(idempotencyKey).map(text -> RequestKey.of(actor.name(), text, "propose", body));
        return proposal.chain(asked -> proposeConsent.propose(asked, actor, key))
                .map(ConsentResource::created);
    }

    @GET
    @RolesAllowed({Roles.INSTITUTION, Roles.APP})
    @Operation(operationId = "listConsents", summary = "The consents you have proposed, newest first")
    public Uni<Page<ConsentJson>> list(
            @RestQuery @Nullable @Parameter(description = "One state; default all", example = "ACTIVE") String state,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var page = PageRequest.parse(limit, after);
        return consents.ofRecipient(acting.recipient().name(), state(state), page)
                .map(found -> found.map(ConsentJson::of));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.INSTITUTION, Roles.APP})
    @Operation(
            operationId = "getConsent",
            summary = "One of your consents, as it is now",
            description = "With If-None-Match 304 while it is the same, so that waiting for the subject costs little.")
    public Uni<RestResponse<ConsentJson>> get(
            @RestPath @Parameter(description = "The consent") String id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = "The ETag you have")
                    String ifNoneMatch) {
        var recipient = acting.recipient().name();
        return consents.find(id(id))
                .map(found -> found.filter(
                                consent -> consent.request().recipient().equals(recipient))
                        .orElseThrow(MoveConsent::notFound))
                .map(consent -> Tags.answer(consent, Optional.ofNullable(ifNoneMatch), ConsentJson.of(consent)));
    }

    @GET
    @Path("/{id}/artefact")
    @Produces(Artefact.MEDIA_TYPE)
    @RolesAllowed({Roles.INSTITUTION, Roles.APP})
    @Operation(
            operationId = "getConsentArtefact",
            summary = "One of your consents, signed",
            description = Artefact.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "The artefact",
            content = @Content(mediaType = Artefact.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Uni<RestResponse<String>> artefact(@RestPath @Parameter(description = "The consent") String id) {
        return signConsent.forRecipient(id(id), acting.recipient()).map(Artefact::answer);
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed({Roles.INSTITUTION, Roles.APP})
    @Operation(operationId = "cancelConsent", summary = "Withdraw a proposal nobody has decided on")
    public Uni<ConsentJson> cancel(@RestPath @Parameter(description = "The consent") String id) {
        return moveConsent
                .byRecipient(id(id), new Move.Cancel(), acting.recipient())
                .map(ConsentJson::of);
    }

    @POST
    @Path("/{id}/reads")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.INSTITUTION, Roles.APP})
    @Operation(
            operationId = "readWithConsent",
            summary = "Read facts under a consent",
            description =
                    "Uses the consent once and writes an entry into the subject's trail, both or neither. A repeat with the"
                            + " same Idempotency-Key has the same answer and uses nothing, while the consent still allows it.")
    public Uni<ReadJson> read(
            @RestPath @Parameter(description = "The consent") String id,
            @HeaderParam("Idempotency-Key") @Nullable @Parameter(description = KEY) String idempotencyKey,
            ReadJson.@Nullable Asked body) {
        var actor = acting.recipient();
        var request = ReadJson.Asked.read(body, id(id));
        var key = key(idempotencyKey).map(text -> RequestKey.of(actor.name(), text, "read", request.consent(), body));
        return readWithConsent.read(request, actor, key).map(ReadJson::of);
    }

    @POST
    @Path("/{id}/suspend")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "suspendConsent",
            summary = "Stop a consent, for example because its recipient has lost its licence")
    public Uni<ConsentJson> suspend(@RestPath @Parameter(description = "The consent") String id) {
        return moveConsent.byHub(id(id), new Move.Suspend(), acting.operator()).map(ConsentJson::of);
    }

    @POST
    @Path("/{id}/reinstate")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "reinstateConsent",
            summary = "Let a suspended consent go on as it was",
            description = "One that its subject had paused is paused again.")
    public Uni<ConsentJson> reinstate(@RestPath @Parameter(description = "The consent") String id) {
        return moveConsent
                .byHub(id(id), new Move.Reinstate(), acting.operator())
                .map(ConsentJson::of);
    }

    private static RestResponse<ConsentJson> created(Consent consent) {
        return RestResponse.ResponseBuilder.<ConsentJson>created(URI.create("/v1/consents/" + consent.id()))
                .entity(ConsentJson.of(consent))
                .header(HttpHeaders.ETAG, Tags.of(consent))
                .build();
    }

    private static UUID id(String text) {
        return Form.id(text).orElseThrow(MoveConsent::notFound);
    }

    private static Optional<String> key(@Nullable String key) {
        var form = new Form();
        var read = form.key(key);
        form.refuse();
        return read;
    }

    private static Optional<String> state(@Nullable String state) {
        if (state != null && !STATES.contains(state)) {
            throw REQUEST_INVALID
                    .because("state is not one of the states")
                    .with(List.of(new Violation("?state", "value-not-listed", "must be one of " + STATES)));
        }
        return Optional.ofNullable(state);
    }
}
