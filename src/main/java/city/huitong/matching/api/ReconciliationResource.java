package city.huitong.matching.api;

import static city.huitong.matching.MatchingProblem.RECONCILIATION_KEY_INVALID;
import static city.huitong.matching.MatchingProblem.RECONCILIATION_NOT_FOUND;

import city.huitong.matching.ReconcileEntitlements;
import city.huitong.matching.Reconciliation;
import city.huitong.matching.ReconciliationRepository;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Compares what is stored with what matching everybody would leave. */
@Path("/v1/matching")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching")
class ReconciliationResource {

    private static final String KEY = "Idempotency-Key";
    private static final Pattern KEY_PATTERN = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final ReconcileEntitlements reconcile;
    private final ReconciliationRepository reconciliations;
    private final CurrentPolicies policies;
    private final Disclosures disclosures;
    private final Identifiers identifiers;
    private final Caller caller;

    ReconciliationResource(
            ReconcileEntitlements reconcile,
            ReconciliationRepository reconciliations,
            CurrentPolicies policies,
            Disclosures disclosures,
            Identifiers identifiers,
            Caller caller) {
        this.reconcile = reconcile;
        this.reconciliations = reconciliations;
        this.policies = policies;
        this.disclosures = disclosures;
        this.identifiers = identifiers;
        this.caller = caller;
    }

    @POST
    @Path("/reconcile")
    @RolesAllowed(Roles.OFFICER)
    @APIResponse(
            responseCode = "202",
            description = "Started; Location shows its progress and what it finds",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReconciliationJson.class)))
    @Operation(
            operationId = "startReconciliation",
            summary = "Compare entitlements with what matching everybody would leave",
            description =
                    "In the background, as of today; only the trail is written. What differs is named, not mended.")
    public Uni<RestResponse<ReconciliationJson>> start(
            @RestQuery @Nullable @Parameter(description = "One policy; default all", example = "x.elderly-allowance")
                    String policy,
            @HeaderParam(KEY)
                    @Nullable
                    @Parameter(
                            description = "Makes a repeat harmless: under the same key there is one reconciliation."
                                    + " 1 to 200 visible ASCII characters")
                    String key) {
        var some = policy == null
                ? List.<city.huitong.policy.PolicyId>of()
                : List.of(policies.require(policy).policy().id());
        return reconcile
                .start(id(key), some)
                .map(started -> ResponseBuilder.<ReconciliationJson>accepted()
                        .entity(ReconciliationJson.of(started))
                        .location(URI.create("/v1/matching/reconciliations/" + started.id()))
                        .build());
    }

    private UUID id(@Nullable String key) {
        if (key == null) {
            return identifiers.next();
        }
        if (!KEY_PATTERN.matcher(key).matches()) {
            throw RECONCILIATION_KEY_INVALID
                    .because("it has 1 to 200 visible ASCII characters")
                    .with(List.of(new Violation(KEY, "wrong-pattern", "use a UUID, for example")));
        }
        return UUID.nameUUIDFromBytes(("reconcile\n" + caller.client() + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }

    @GET
    @Path("/reconciliations")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Operation(operationId = "listReconciliations", summary = "All reconciliations, the latest first")
    public Uni<Page<ReconciliationJson>> list(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return reconciliations.list(PageRequest.parse(limit, after)).map(page -> page.map(ReconciliationJson::of));
    }

    @GET
    @Path("/reconciliations/{id}")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Operation(
            operationId = "getReconciliation",
            summary = "How far a reconciliation is, and what it has found",
            description = "Numbers are exact: whoever may ask may also see the entitlements that are counted.")
    public Uni<ReconciliationJson> reconciliation(@RestPath @Parameter(description = "The reconciliation") String id) {
        return reconciliations.find(parse(id)).chain(this::withFindings);
    }

    private Uni<ReconciliationJson> withFindings(Reconciliation one) {
        return reconciliations.findings(one.id()).map(findings -> ReconciliationJson.of(one, findings));
    }

    @POST
    @Path("/reconciliations/{id}/cancel")
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "cancelReconciliation",
            summary = "Stop a reconciliation",
            description = "What it has found stays.")
    public Uni<ReconciliationJson> cancel(@RestPath @Parameter(description = "The reconciliation") String id) {
        return reconcile.cancel(parse(id)).chain(this::withFindings);
    }

    @GET
    @Path("/reconciliations/{id}/differences")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "listDifferences",
            summary = "Subjects that a reconciliation found different under a policy",
            description = "By subject, a hundred at most; who is in flight is not among them.")
    public Uni<Page<DifferenceJson>> differences(
            @RestPath @Parameter(description = "The reconciliation") String id,
            @RestQuery @Nullable @Parameter(description = "The policy; required", example = "x.elderly-allowance")
                    String policy,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var page = PageRequest.parse(limit, after);
        var of = policies.require(policy == null ? "" : policy).policy().id();
        var one = parse(id);
        return reconciliations
                .find(one)
                .chain(() -> disclosures
                        .inBulk(
                                Set.of(Disclosures.ENTITLEMENTS),
                                Map.of("policy", of.value()),
                                tx -> reconciliations.differences(tx, one, of, page),
                                found -> found.items().size())
                        .map(found -> found.map(DifferenceJson::of)));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw RECONCILIATION_NOT_FOUND.because("a reconciliation's id is a UUID");
        }
    }
}
