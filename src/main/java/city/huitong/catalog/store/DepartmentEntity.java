package city.huitong.catalog.store;

import city.huitong.catalog.Department;
import city.huitong.catalog.DepartmentId;
import city.huitong.catalog.LocalizedText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A row of {@code department}. */
@Entity
@Table(name = "department")
class DepartmentEntity {

    @Id
    String id = "";

    @Column(name = "title_zh")
    String titleZh = "";

    @Column(name = "title_en")
    String titleEn = "";

    @Version
    int version;

    /** Becomes like the department, but for the id. */
    void take(Department department) {
        titleZh = department.title().zh();
        titleEn = department.title().en();
    }

    static DepartmentEntity from(Department department) {
        var entity = new DepartmentEntity();
        entity.id = department.id().value();
        entity.take(department);
        return entity;
    }

    Department toDomain() {
        return new Department(new DepartmentId(id), new LocalizedText(titleZh, titleEn));
    }
}
