package city.huitong.platform.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.smallrye.mutiny.Uni;

/** Answers a field of a {@link RuntimePart}. It runs within the request, whose caller it must check by itself if not everybody may ask. */
@FunctionalInterface
public interface RuntimeFetcher {

    /** What the field holds: a map by field name, a list of them, or what its scalar takes. */
    Uni<?> fetch(DataFetchingEnvironment field);
}
