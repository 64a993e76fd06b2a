package city.huitong.developer.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.developer.ReadUsage;
import city.huitong.platform.data.Days;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.KeyedClient;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a client has used. */
@Path("/v1/developer/clients/me/usage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.DEVELOPER)
@Tag(name = "Developers")
class UsageResource {

    private final ReadUsage usage;
    private final KeyedClient client;
    private final CityClock clock;

    UsageResource(ReadUsage usage, KeyedClient client, CityClock clock) {
        this.usage = usage;
        this.client = client;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getMyUsage",
            summary = "What the client has used, as points of a graph",
            description =
                    "Some seconds late. Hours of UTC, at most 31 days of them, or days of the city. Kept for thirteen months.")
    public Uni<UsageJson> usage(
            @RestQuery
                    @Nullable
                    @Parameter(description = "First day; default yesterday for hours, a month ago for days")
                    String from,
            @RestQuery @Nullable @Parameter(description = "Last day; default today") String to,
            @RestQuery
                    @Nullable
                    @Parameter(description = "Default day", schema = @Schema(enumeration = {"hour", "day"}))
                    String by) {
        var fineness = by(by);
        return usage.points(client.require().client(), fineness, day("?from", from), day("?to", to))
                .map(points -> UsageJson.of(fineness, points, clock.zone()));
    }

    private static ReadUsage.By by(@Nullable String text) {
        return switch (text == null ? "day" : text) {
            case "day" -> ReadUsage.By.DAY;
            case "hour" -> ReadUsage.By.HOUR;
            default -> throw invalid("?by", "unknown-word", "must be hour or day");
        };
    }

    private static Optional<LocalDate> day(String pointer, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(
                Days.parse(text).orElseThrow(() -> invalid(pointer, "date-invalid", "must be a day, as 2026-11-29")));
    }

    private static Problem invalid(String pointer, String code, String detail) {
        return REQUEST_INVALID.because("see errors").with(List.of(new Violation(pointer, code, detail)));
    }
}
