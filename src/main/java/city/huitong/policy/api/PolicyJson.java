package city.huitong.policy.api;

import city.huitong.policy.LegalReference;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.PublishedPolicy;
import city.huitong.policy.Validity;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A published policy as answered. */
@Schema(name = "Policy", description = "A published policy")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PolicyJson(
        String id,
        @Schema(description = "In Chinese") String titleZh,
        @Schema(description = "In English") String titleEn,

        @Schema(description = "person, household or enterprise")
        String subject,

        @Schema(description = "The department that answers for it")
        String authority,

        @Schema(description = "direct: granted without asking; confirm: one click; assisted")
        String automation,

        List<LegalJson> legal,
        List<VersionJson> versions,

        @Schema(description = "Facts that any version reads")
        List<String> facts,

        @Schema(description = "How many golden cases it passes")
        int cases,

        @Schema(description = "Counts the publications of this policy")
        int publication,

        @Schema(description = "SHA-256 of the document with its cases")
        String hash,

        @Schema(description = "Who proposed it; city-pack for what came with the pack")
        String publishedBy,

        @Schema(description = "The second person; left out for what came with the pack")
        Optional<String> approvedBy,

        @Schema(description = "UTC") Instant publishedAt) {

    /** Where the law says so. */
    @Schema(name = "LegalReference")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record LegalJson(
            String doc,
            Optional<String> article,
            @Schema(description = "Where it was read") Optional<String> source,

            @Schema(description = "What must be checked against the official text")
            Optional<String> check) {}

    /** A policy as it is law for some time. */
    @Schema(name = "PolicyVersion")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record VersionJson(
            @Schema(description = "First day") LocalDate from,
            @Schema(description = "Last day") Optional<LocalDate> to,
            List<CriterionTextJson> criteria,

            @Schema(description = "month, quarter, year or once")
            String period,

            @Schema(description = "The amount's formula") String amount) {}

    /** One condition as written. */
    @Schema(name = "PolicyCriterion")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record CriterionTextJson(String id, String when, String textZh, String textEn, Optional<String> legal) {}

    static PolicyJson of(PublishedPolicy published) {
        Policy policy = published.policy();
        var publication = published.publication();
        return new PolicyJson(
                policy.id().value(),
                policy.title().zh(),
                policy.title().en(),
                policy.subject().word(),
                policy.authority(),
                policy.automation().word(),
                policy.legal().stream().map(PolicyJson::legal).toList(),
                policy.versions().stream().map(PolicyJson::version).toList(),
                policy.facts().stream().sorted().toList(),
                policy.cases().size(),
                publication.number(),
                publication.hash(),
                publication.publishedBy(),
                publication.approvedBy(),
                publication.publishedAt());
    }

    private static LegalJson legal(LegalReference reference) {
        return new LegalJson(reference.doc(), reference.article(), reference.source(), reference.check());
    }

    private static VersionJson version(PolicyVersion version) {
        Validity valid = version.valid();
        var criteria = version.eligible()
                .criteria()
                .map(each -> new CriterionTextJson(
                        each.id(),
                        each.when().source(),
                        each.text().zh(),
                        each.text().en(),
                        each.legal()))
                .toList();
        var benefit = version.benefit();
        return new VersionJson(
                valid.from(),
                valid.to(),
                criteria,
                benefit.period().word(),
                benefit.amount().source());
    }
}
