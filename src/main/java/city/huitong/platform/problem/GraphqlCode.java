package city.huitong.platform.problem;

import io.smallrye.graphql.api.ErrorExtensionProvider;
import jakarta.json.Json;
import jakarta.json.JsonValue;

/** Gives each GraphQL error its {@code extensions.code}, the code REST has for the same refusal. */
public final class GraphqlCode implements ErrorExtensionProvider {

    @Override
    public String getKey() {
        return "code";
    }

    @Override
    public JsonValue mapValueFrom(Throwable failure) {
        return Json.createValue(GraphqlProblems.code(failure));
    }
}
