package city.huitong.policy;

/** Reads policies as people send them. */
public interface PolicyDocuments {

    /** The policy in a text of YAML or JSON, with its cases under {@code cases}. Fails with {@code request-invalid}. */
    PolicyDocument read(String text);
}
