package city.huitong.entitlement.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A subject in GraphQL. */
@Type("Subject")
@Description("A person, a household or an enterprise, by pseudonym")
public record SubjectView(
        @Id @NonNull @Description("Its keyed pseudonym; POST /v1/subjects/lookup gives it")
        String id,

        @NonNull @Description("person, household or enterprise")
        String kind) {}
