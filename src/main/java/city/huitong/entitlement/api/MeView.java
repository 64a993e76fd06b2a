package city.huitong.entitlement.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The subject that calls, in GraphQL. */
@Type("Me")
@Description("The citizen or enterprise that asks")
public record MeView(
        @Id @NonNull @Description("Its keyed pseudonym") String id,
        @NonNull @Description("person or enterprise") String kind) {}
