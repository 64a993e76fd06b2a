package city.huitong.platform.graphql;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Takes a query by HTTP to the engine, within the context of its request and with its caller, as Quarkus does. */
@Singleton
class QueryHandler extends SmallRyeGraphQLAbstractHandler {

    private final HttpAnswers answers;

    QueryHandler(CurrentIdentityAssociation identity, CurrentVertxRequest request, HttpAnswers answers) {
        super(identity, request, false);
        this.answers = answers;
    }

    @Override
    protected void doHandle(RoutingContext context) {
        var asked = AskedQuery.of(context);
        getExecutionService()
                .executeAsync(
                        inputToJsonObject(asked.request().toString()),
                        getMetaData(context),
                        new HttpAnswer(context, asked, answers));
    }
}
