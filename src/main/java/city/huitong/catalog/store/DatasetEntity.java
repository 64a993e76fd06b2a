package city.huitong.catalog.store;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.DatasetSchema;
import city.huitong.catalog.DepartmentId;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.OpenEntry;
import city.huitong.catalog.OpeningLevel;
import city.huitong.catalog.SharingLevel;
import city.huitong.catalog.SourceKind;
import city.huitong.catalog.SubjectKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code dataset}. */
@Entity
@Table(name = "dataset")
class DatasetEntity {

    private static final String SPACE = " ";

    @Id
    String id = "";

    String department = "";

    @Column(name = "title_zh")
    String titleZh = "";

    @Column(name = "title_en")
    String titleEn = "";

    @Column(name = "description_zh")
    String descriptionZh = "";

    @Column(name = "description_en")
    String descriptionEn = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "subject_kind")
    @Nullable
    SubjectKind subjectKind;

    @Column(name = "subject_field")
    @Nullable
    String subjectField;

    @Column(name = "key_fields")
    String keyFields = "";

    @Enumerated(EnumType.STRING)
    SharingLevel sharing = SharingLevel.NONE;

    @Enumerated(EnumType.STRING)
    OpeningLevel opening = OpeningLevel.NONE;

    @Column(name = "open_text")
    String openText = "";

    @Enumerated(EnumType.STRING)
    SourceKind source = SourceKind.PUSHED;

    @Column(name = "schema_text")
    String schemaText = "";

    @Column(name = "schema_version")
    int schemaVersion;

    @Version
    int version;

    /** Becomes like the dataset, but for the id. */
    void take(Dataset dataset) {
        department = dataset.department().value();
        titleZh = dataset.title().zh();
        titleEn = dataset.title().en();
        descriptionZh = dataset.description().zh();
        descriptionEn = dataset.description().en();
        subjectKind = dataset.subjectKind().orElse(null);
        subjectField = dataset.subjectField().orElse(null);
        keyFields = String.join(SPACE, dataset.key());
        sharing = dataset.sharing();
        opening = dataset.opening();
        openText = dataset.open().text();
        source = dataset.source();
        schemaText = dataset.schemaText();
        schemaVersion = dataset.schemaVersion();
    }

    static DatasetEntity from(Dataset dataset) {
        var entity = new DatasetEntity();
        entity.id = dataset.id().value();
        entity.take(dataset);
        return entity;
    }

    /**
     * @param schema what {@link #schemaText} says
     * @param open what {@link #openText} says
     */
    Dataset toDomain(DatasetSchema schema, OpenEntry open) {
        return new Dataset(
                new DatasetId(id),
                new DepartmentId(department),
                new LocalizedText(titleZh, titleEn),
                new LocalizedText(descriptionZh, descriptionEn),
                subject(),
                List.of(keyFields.split(SPACE, -1)),
                sharing,
                opening,
                open,
                source,
                schema,
                schemaVersion);
    }

    private Optional<Dataset.Subject> subject() {
        return Optional.ofNullable(subjectKind)
                .flatMap(kind -> Optional.ofNullable(subjectField).map(field -> new Dataset.Subject(kind, field)));
    }
}
