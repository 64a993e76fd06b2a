package city.huitong.opendata.api;

import city.huitong.opendata.AgreementWords;
import city.huitong.opendata.ApplyForData;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What somebody agrees to who applies for conditional data. */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/agreement-words")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agreements")
class AgreementWordsResource {

    private final ApplyForData applications;

    AgreementWordsResource(ApplyForData applications) {
        this.applications = applications;
    }

    /** The words. */
    @Schema(name = "AgreementWords", description = "The text of a 数据利用协议")
    record WordsJson(
            @Schema(required = true) String zh,
            @Schema(required = true) String en,

            @Schema(
                    required = true,
                    description =
                            "SHA-256 over the Chinese and the English text with a line break between them; send it back to agree")
            String sha256) {

        static WordsJson of(AgreementWords words) {
            return new WordsJson(words.text().zh(), words.text().en(), words.sha256());
        }
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getAgreementWords",
            summary = "What somebody agrees to who applies for a dataset's conditional fields")
    public WordsJson words(@RestPath @Parameter(description = "The dataset") String id) {
        return WordsJson.of(applications.words(id));
    }
}
