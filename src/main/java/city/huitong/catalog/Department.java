package city.huitong.catalog;

/** Who publishes data; the only one who may write its datasets. */
public record Department(DepartmentId id, LocalizedText title) {}
