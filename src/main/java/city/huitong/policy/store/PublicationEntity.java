package city.huitong.policy.store;

import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyId;
import city.huitong.policy.Publication;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A publication as stored. Rows are added and never changed. */
@Entity
@Table(name = "policy_publication")
class PublicationEntity {

    /** Policy and number, so that two publications at once cannot both be the next one. */
    @Id
    private String id;

    @Column(name = "policy_id")
    private String policyId;

    private int number;
    private String document;
    private String cases;
    private String hash;

    @Column(name = "published_by")
    private String publishedBy;

    @Column(name = "approved_by")
    private @Nullable String approvedBy;

    @Column(name = "published_at")
    private Instant publishedAt;

    protected PublicationEntity() {}

    static PublicationEntity from(Publication publication) {
        var entity = new PublicationEntity();
        entity.id = publication.policy() + "/" + publication.number();
        entity.policyId = publication.policy().value();
        entity.number = publication.number();
        entity.document = DocumentText.write(publication.document().policy());
        entity.cases = DocumentText.write(publication.document().cases());
        entity.hash = publication.hash();
        entity.publishedBy = publication.publishedBy();
        entity.approvedBy = publication.approvedBy().orElse(null);
        entity.publishedAt = publication.publishedAt();
        return entity;
    }

    String id() {
        return id;
    }

    Publication toDomain() {
        var tree = new PolicyDocument(DocumentText.readMap(document), DocumentText.readList(cases));
        return new Publication(
                new PolicyId(policyId), number, tree, hash, publishedBy, Optional.ofNullable(approvedBy), publishedAt);
    }
}
