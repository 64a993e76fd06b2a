package city.huitong.platform.graphql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of GraphQL. */
@ConfigMapping(prefix = "huitong.graphql")
public interface GraphqlConfig {

    /** Whether callers without a token may send documents of their own; if not, only those at {@code /graphql/persisted}. */
    @WithDefault("true")
    boolean unknownDocuments();
}
