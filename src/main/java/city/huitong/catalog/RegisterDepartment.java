package city.huitong.catalog;

import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds a department to the catalogue or changes it. */
@ApplicationScoped
public class RegisterDepartment {

    private final CatalogChange change;
    private final CatalogRepository repository;

    RegisterDepartment(CatalogChange change, CatalogRepository repository) {
        this.change = change;
        this.repository = repository;
    }

    /** Adds it; refuses with {@code department-exists} if it is there. */
    public Uni<Registered<Department>> create(Department department) {
        return change.perform((tx, catalog) -> {
            if (catalog.department(department.id()).isPresent()) {
                throw CatalogProblem.DEPARTMENT_EXISTS.because("PUT changes " + department.id());
            }
            return put(tx, catalog, department);
        });
    }

    /** Adds it, or changes what is there to be like it. */
    public Uni<Registered<Department>> put(Department department) {
        return change.perform((tx, catalog) -> put(tx, catalog, department));
    }

    private Uni<Registered<Department>> put(Tx tx, Catalog catalog, Department department) {
        var known = catalog.department(department.id());
        if (known.filter(department::equals).isPresent()) {
            return Uni.createFrom().item(Registered.unchanged(department));
        }
        var registered = known.isPresent() ? Registered.changed(department) : Registered.created(department);
        return repository.save(tx, department).replaceWith(registered);
    }
}
