package city.huitong.subject.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.AsOf;
import city.huitong.platform.data.Moment;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import city.huitong.subject.Disclosures.Wanted;
import city.huitong.subject.FindSubject;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** People, households and enterprises, by pseudonym. */
@Path("/v1/subjects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subjects", description = "People, households and enterprises the records are about")
class SubjectResource {

    /** An official number, in the body so that no log and no history of a browser keeps it. */
    @Schema(name = "SubjectLookup")
    record Lookup(
            @Schema(description = "person, household or enterprise", examples = "person") @Nullable
            String kind,

            @Schema(description = "The official number", examples = "999999190001010007") @Nullable
            String number) {}

    /** A subject's pseudonym. */
    @Schema(name = "SubjectReference")
    record Reference(
            @Schema(description = "The subject's id: a keyed pseudonym")
            String id,

            String kind) {}

    private final FindSubject findSubject;
    private final Disclosures disclosures;
    private final SubjectProfiles profiles;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    SubjectResource(
            FindSubject findSubject,
            Disclosures disclosures,
            SubjectProfiles profiles,
            CurrentCatalog catalog,
            CityClock clock) {
        this.findSubject = findSubject;
        this.disclosures = disclosures;
        this.profiles = profiles;
        this.catalog = catalog;
        this.clock = clock;
    }

    @POST
    @Path("/lookup")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICER)
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(operationId = "lookUpSubject", summary = "The subject with an official number")
    public Uni<Reference> lookup(@Nullable Lookup lookup) {
        var kind = kind(lookup == null ? null : lookup.kind());
        var number = required(lookup == null ? null : lookup.number());
        return findSubject.byNumber(kind, number).map(id -> new Reference(id.toString(), kind.word()));
    }

    @GET
    @Path("/{id}/facts")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "listSubjectFacts",
            summary = "Every fact about a subject, with its source",
            description =
                    "Derived from the records for the day that is asked about. A missing fact is listed as missing."
                            + " Of a person, the facts of the household are listed too.")
    public Uni<List<FactJson>> facts(
            @RestPath @Parameter(description = "The subject") String id,
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf) {
        var day = AsOf.parse(asOf, clock.today());
        var wanted = new Wanted(FindSubject.parse(id), Set.of(Disclosures.EVERY_FACT));
        return disclosures
                .underLaw(wanted, (tx, grant) -> profiles.disclose(tx, grant, Moment.of(day)))
                .map(facts -> FactJson.of(facts, catalog.get()));
    }

    private static SubjectKind kind(@Nullable String text) {
        return SubjectKind.parse(text == null ? "" : text)
                .orElseThrow(() -> invalid("/kind", "must be person, household or enterprise"));
    }

    private static String required(@Nullable String number) {
        if (number == null) {
            throw invalid("/number", "is required");
        }
        return number;
    }

    private static RuntimeException invalid(String pointer, String sentence) {
        return REQUEST_INVALID.because("see errors").with(List.of(new Violation(pointer, "value-invalid", sentence)));
    }
}
