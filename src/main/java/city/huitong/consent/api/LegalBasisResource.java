package city.huitong.consent.api;

import city.huitong.catalog.LegalBasis;
import city.huitong.consent.LegalBases;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says to everybody under which laws the hub gives data without consent. */
@Path("/v1/legal-bases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Disclosure", description = "Under which laws data is read, and the two people's way for emergencies")
class LegalBasisResource {

    /** A legal basis as answered. */
    @Schema(name = "LegalBasis", description = "A law under which data is read without consent")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record LegalBasisJson(
            @Schema(description = "What the trail names") String code,
            String titleZh,
            String titleEn,

            @Schema(description = "The law and article") String document,

            @Schema(description = "Where it can be read") Optional<String> source,
            @Schema(description = "Who may use it") List<String> roles,

            @Schema(description = "What for; the first when nobody says")
            List<String> purposes,

            @Schema(description = "all, policies, or names") List<String> facts,

            @Schema(description = "Whether two people are needed")
            boolean twoPeople,

            @Schema(description = "For how many days it may be kept from the subject")
            int longestDelayDays) {

        static LegalBasisJson of(LegalBasis basis) {
            return new LegalBasisJson(
                    basis.code(),
                    basis.title().zh(),
                    basis.title().en(),
                    basis.document(),
                    basis.source(),
                    basis.roles(),
                    basis.purposes(),
                    basis.facts().stream().sorted().toList(),
                    basis.emergency().isPresent(),
                    basis.emergency().map(LegalBasis.Emergency::delayDays).orElse(0));
        }
    }

    private final LegalBases bases;

    LegalBasisResource(LegalBases bases) {
        this.bases = bases;
    }

    @GET
    @PermitAll
    @Operation(operationId = "listLegalBases", summary = "The laws under which data is read without consent")
    public List<LegalBasisJson> all() {
        return bases.all().stream().map(LegalBasisJson::of).toList();
    }
}
