package city.huitong.matching.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.matching.AnalysePolicy;
import city.huitong.matching.AskWhatIf;
import city.huitong.matching.AskWhatIf.Question;
import city.huitong.matching.PolicyPicture;
import city.huitong.matching.ToldPicture;
import city.huitong.platform.data.AsOf;
import city.huitong.platform.data.DocumentLines;
import city.huitong.platform.data.Moments;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyDocuments;
import city.huitong.policy.PublishPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a policy does to everybody, in numbers. */
@Path("/v1/policies/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching")
class PolicyAnalysisResource {

    private static final int MOST_SAMPLES = 10;

    private final AnalysePolicy analysis;
    private final AskWhatIf askWhatIf;
    private final Moments moments;
    private final CurrentPolicies policies;
    private final PolicyDocuments documents;
    private final PublishPolicy publishPolicy;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    PolicyAnalysisResource(
            AnalysePolicy analysis,
            AskWhatIf askWhatIf,
            Moments moments,
            CurrentPolicies policies,
            PolicyDocuments documents,
            PublishPolicy publishPolicy,
            CurrentCatalog catalog,
            CityClock clock) {
        this.analysis = analysis;
        this.askWhatIf = askWhatIf;
        this.moments = moments;
        this.policies = policies;
        this.documents = documents;
        this.publishPolicy = publishPolicy;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GET
    @Path("/readiness")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "getPolicyReadiness",
            summary = "Whether a policy can be granted without applications, and which facts it lacks",
            description = "Counted over everybody now. Numbers about fewer than ten are left out.")
    public Uni<ReadinessJson> readiness(
            @RestPath @Parameter(description = "The policy") String id,
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf) {
        var policy = policies.require(id).policy();
        return picture(policy, asOf).map(picture -> ReadinessJson.of(policy, picture, catalog.get()));
    }

    @GET
    @Path("/near-misses")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "listPolicyNearMisses",
            summary = "How many fail by just one criterion, by criterion",
            description =
                    "Of the version in force, in the order of the document. Numbers about fewer than ten are left out.")
    public Uni<List<NearMissJson>> nearMisses(
            @RestPath @Parameter(description = "The policy") String id,
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf) {
        var policy = policies.require(id).policy();
        return picture(policy, asOf).map(picture -> nearMisses(policy, picture));
    }

    private static List<NearMissJson> nearMisses(Policy policy, PolicyPicture picture) {
        var told = ToldPicture.of(picture).nearly();
        return policy.inForceOn(picture.asOf())
                .orElseThrow()
                .eligible()
                .criteria()
                .map(criterion -> NearMissJson.of(criterion, told.getOrDefault(criterion.id(), Optional.of(0L))))
                .toList();
    }

    @POST
    @Path("/what-if")
    @RolesAllowed(Roles.OFFICER)
    @Consumes({"application/yaml", MediaType.APPLICATION_JSON})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "askWhatIf",
            summary = "What a changed policy would do: who gains, who loses, what it costs, and where its cliffs are",
            description =
                    "The body is the whole policy, changed; its cases are not run. Compared with the law over everybody, now or as known"
                            + " at an earlier time. Nothing is stored. Numbers about fewer than ten are left out.")
    public Uni<WhatIfJson> whatIf(
            @RestPath @Parameter(description = "The policy") String id,
            @RestQuery
                    @Nullable
                    @Parameter(
                            description =
                                    "A day, as 2026-11-23; default today. A day in the past is asked about as it was known at its"
                                            + " end, unless knownAt is given")
                    String asOf,
            @RestQuery @Nullable @Parameter(description = Moments.KNOWN_AT) String knownAt,
            @RestQuery
                    @Nullable
                    @Parameter(
                            description =
                                    "A fact to make groups by, as person.hukou: a text, a whole number, or true or false")
                    String groupBy,
            @RestQuery
                    @Nullable
                    @Parameter(
                            description =
                                    "How many of those who gain, who lose, who get more and who get less are explained, 0 to 10 of"
                                            + " each, default 0; every one is a disclosure with an entry of its own in the trail")
                    String samples,
            @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT))) String body) {
        return Uni.createFrom()
                .deferred(() -> {
                    var document = documents.read(body);
                    return askWhatIf.ask(new Question(
                            id,
                            publishPolicy.draft(document),
                            document,
                            moments.parse(asOf, knownAt),
                            Optional.ofNullable(groupBy),
                            samples(samples)));
                })
                .onFailure(Problem.class)
                .transform(failure -> DocumentLines.of(body).locate(failure))
                .map(WhatIfJson::of);
    }

    private static int samples(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]|10")) {
            throw REQUEST_INVALID
                    .because("samples must be from 0 to " + MOST_SAMPLES)
                    .with(List.of(new Violation(
                            "?samples", "out-of-range", "must be a whole number from 0 to " + MOST_SAMPLES)));
        }
        return Integer.parseInt(text);
    }

    private Uni<PolicyPicture> picture(Policy policy, @Nullable String asOf) {
        return analysis.picture(policy.id(), AsOf.parse(asOf, clock.today()));
    }
}
