package city.huitong.platform.graphql;

/** What a feature adds to the schema for one state of its data. Parts that add the same are equal. */
public interface RuntimePart {

    /** Adds the fields. Whatever is thrown here leaves the schema that is served as it is. */
    void addTo(SchemaAdditions schema);
}
