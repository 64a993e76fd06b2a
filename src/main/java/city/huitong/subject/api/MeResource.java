package city.huitong.subject.api;

import city.huitong.audit.AccessQueries;
import city.huitong.catalog.CurrentCatalog;
import city.huitong.platform.data.AsOf;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import city.huitong.subject.OwnSubject;
import city.huitong.subject.ProveAccess;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a citizen or an enterprise sees of itself: its data, and who has read it. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
@Tag(name = "Me", description = "The subject's own view: its data, and who has read it")
class MeResource {

    private final OwnSubject ownSubject;
    private final Disclosures disclosures;
    private final SubjectProfiles profiles;
    private final AccessQueries accesses;
    private final ProveAccess proveAccess;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    MeResource(
            OwnSubject ownSubject,
            Disclosures disclosures,
            SubjectProfiles profiles,
            AccessQueries accesses,
            ProveAccess proveAccess,
            CurrentCatalog catalog,
            CityClock clock) {
        this.ownSubject = ownSubject;
        this.disclosures = disclosures;
        this.profiles = profiles;
        this.accesses = accesses;
        this.proveAccess = proveAccess;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "getMe", summary = "Which subject the caller is")
    public Uni<SubjectResource.Reference> me() {
        return ownSubject
                .require()
                .map(own -> new SubjectResource.Reference(
                        own.id().toString(), own.kind().word()));
    }

    @GET
    @Path("/facts")
    @Operation(operationId = "listMyFacts", summary = "Every fact about the caller, with its source")
    public Uni<List<FactJson>> facts(
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf) {
        var day = AsOf.parse(asOf, clock.today());
        return disclosures
                .toSubject(Set.of(Disclosures.EVERY_FACT), (tx, grant) -> profiles.disclose(tx, grant, Moment.of(day)))
                .map(facts -> FactJson.of(facts, catalog.get()));
    }

    @GET
    @Path("/accesses")
    @Operation(
            operationId = "listMyAccesses",
            summary = "Who read which of the caller's data, when, why and on which basis",
            description = "Newest first. What an investigation has delayed appears on its date by itself.")
    public Uni<Page<AccessJson>> accesses(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var page = PageRequest.parse(limit, after);
        return ownSubject
                .require()
                .chain(own -> accesses.ofSubject(own.id().value(), page))
                .map(found -> found.map(AccessJson::of));
    }

    @GET
    @Path("/accesses/{leaf}/proof")
    @Operation(
            operationId = "getMyAccessProof",
            summary = "The proof that an entry about the caller is in the signed log",
            description =
                    "Save it to a file; `java -jar quarkus-run.jar verify <file> --key <vkey>` checks it without the"
                            + " hub. Of another subject's entry there is none.")
    public Uni<AccessProofJson> proof(@RestPath @Parameter(description = "The leaf") String leaf) {
        return ownSubject.require().chain(own -> proveAccess.prove(own, leaf)).map(AccessProofJson::of);
    }
}
