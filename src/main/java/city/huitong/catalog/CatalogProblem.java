package city.huitong.catalog;

import city.huitong.platform.problem.ProblemType;

/** What the catalogue can refuse. */
public enum CatalogProblem implements ProblemType {
    DEPARTMENT_NOT_FOUND(404, "There is no such department"),
    DATASET_NOT_FOUND(404, "There is no such dataset"),
    FACT_NOT_FOUND(404, "There is no such fact"),
    DEPARTMENT_EXISTS(409, "The department exists already"),
    DATASET_EXISTS(409, "The dataset exists already"),
    FACT_EXISTS(409, "The fact exists already"),
    DEPARTMENT_INVALID(422, "The description of the department is not valid"),
    DATASET_INVALID(422, "The description of the dataset is not valid"),
    FACT_INVALID(422, "The definition of the fact is not valid"),
    SCHEMA_INCOMPATIBLE(409, "The change would break what exists"),
    FACT_INCOMPATIBLE(409, "The change would break who uses the fact"),
    LEGAL_BASIS_INVALID(422, "The description of the legal basis is not valid"),
    CITY_PACK_INVALID(422, "The city pack is not valid");

    private final int status;
    private final String title;

    CatalogProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return ProblemType.slug(this);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
