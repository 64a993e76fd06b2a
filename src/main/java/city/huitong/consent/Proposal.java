package city.huitong.consent;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import java.util.Optional;

/** What a recipient asks a subject for. The subject need not be known: a proposal does not tell whether the hub has records. */
public record Proposal(
        SubjectId subject,
        SubjectKind kind,
        Optional<String> product,
        String purpose,
        Optional<String> reference,
        Terms terms) {}
