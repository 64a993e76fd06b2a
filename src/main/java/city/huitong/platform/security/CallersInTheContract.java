package city.huitong.platform.security;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.servers.Server;

/** Says in the OpenAPI document who may call, and that each answer tells how much its caller may still ask for. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = CallersInTheContract.AFTER_THE_REFUSALS)
public class CallersInTheContract implements OASFilter {

    static final int AFTER_THE_REFUSALS = 0;

    /** What tokens are called in the document. */
    public static final String SCHEME = "token";

    /** What keys are called there. */
    public static final String KEY_SCHEME = "key";

    /** What Quarkus writes for an endpoint that any role may call. */
    private static final String ANY_ROLE = "**";

    /** In this order, or the document would be another one each time it is built. */
    private static final SequencedMap<String, String> LIMITS = limits();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSecurityScheme(KEY_SCHEME, keyScheme());
        LIMITS.forEach((name, meaning) -> document.getComponents().addHeader(name, header(meaning)));
        var operations = document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .toList();
        if (document.getServers() == null) {
            document.addServer(here());
        }
        operations.forEach(CallersInTheContract::sayWhoMayCall);
        Stream.concat(
                        document.getComponents().getResponses().values().stream(),
                        operations.stream().flatMap(CallersInTheContract::answers))
                .forEach(CallersInTheContract::sayWhatIsLeft);
    }

    private static SequencedMap<String, String> limits() {
        var limits = new LinkedHashMap<String, String>();
        limits.put(
                RateLimitHeaders.POLICY,
                "The caller's limits: q cost units in w seconds (draft-ietf-httpapi-ratelimit-headers)");
        limits.put(RateLimitHeaders.LEFT, "What is left of each limit: r cost units, all of them again in t seconds");
        limits.put(
                RateLimitHeaders.PRICE, "What this request has cost, in the same units; GET /v1/limits has the prices");
        return Collections.unmodifiableSequencedMap(limits);
    }

    /** Tokens, as documents of single datasets say it. */
    public static SecurityScheme scheme() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(
                        "An access token of the hub's issuer, checked as RFC8725 has it; nobody needs one for open data");
    }

    /** Keys of developers' clients, as documents of single datasets say it. */
    public static SecurityScheme keyScheme() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(PresentedKey.HEADER)
                .description(
                        "The key of a developer's client; POST /v1/developer/clients gives one. Never in an address");
    }

    /** Where the document was read: what a proxy calls the hub is not known when it is built. Not for one's own house alone. */
    private static Server here() {
        return OASFactory.createServer().url("/").addExtension("x-internal", false);
    }

    private static Header header(String meaning) {
        return OASFactory.createHeader()
                .description(meaning)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static Stream<APIResponse> answers(Operation operation) {
        return operation.getResponses().getAPIResponses().values().stream().filter(answer -> answer.getRef() == null);
    }

    private static void sayWhatIsLeft(APIResponse answer) {
        LIMITS.keySet()
                .forEach(
                        name -> answer.addHeader(name, OASFactory.createHeader().ref(name)));
    }

    /** Where nobody needs a token or a key, one that is sent still says whose limits count. */
    private static void sayWhoMayCall(Operation operation) {
        if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
            operation.setSecurity(List.of(
                    OASFactory.createSecurityRequirement(),
                    OASFactory.createSecurityRequirement().addScheme(SCHEME),
                    OASFactory.createSecurityRequirement().addScheme(KEY_SCHEME)));
        }
        operation.setSecurity(operation.getSecurity().stream()
                .flatMap(CallersInTheContract::withKeys)
                .toList());
        operation.getSecurity().forEach(CallersInTheContract::withoutAnyRole);
    }

    /** No token gives the role of developers: who has it sends a key. */
    private static Stream<SecurityRequirement> withKeys(SecurityRequirement requirement) {
        var roles = requirement.getSchemes().getOrDefault(SCHEME, List.of());
        if (!roles.contains(Roles.DEVELOPER)) {
            return Stream.of(requirement);
        }
        var byKey = OASFactory.createSecurityRequirement().addScheme(KEY_SCHEME);
        var others =
                roles.stream().filter(role -> !role.equals(Roles.DEVELOPER)).toList();
        return others.isEmpty()
                ? Stream.of(byKey)
                : Stream.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, others), byKey);
    }

    private static void withoutAnyRole(SecurityRequirement requirement) {
        requirement.getSchemes().entrySet().stream()
                .filter(scheme -> scheme.getValue().contains(ANY_ROLE))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(requirement::addScheme);
    }

    /** The public is among those who call each of them. */
    @Override
    public Server filterServer(Server server) {
        return server.addExtension("x-internal", false);
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getSchema() == null && parameter.getContent() == null && parameter.getRef() == null) {
            parameter.setSchema(OASFactory.createSchema().addType(SchemaType.STRING));
        }
        return parameter;
    }
}
