package city.huitong.developer.api;

import city.huitong.developer.ReadUsage;
import city.huitong.developer.UsageRepository.Point;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client has used, ready to be drawn. */
@Schema(name = "ClientUsage")
record UsageJson(
        @Schema(
                required = true,
                enumeration = {"hour", "day"})
        String by,

        @Schema(required = true, description = "In their order; those without requests are left out")
        List<PointJson> points) {

    /** One point. */
    @Schema(name = "UsagePoint")
    record PointJson(
            @Schema(
                    required = true,
                    description = "An hour of UTC by its beginning, or a day of the city",
                    examples = "2026-11-29T04:00:00Z")
            String at,

            @Schema(required = true) long requests,

            @Schema(required = true, description = "What they have cost")
            long units,

            @Schema(required = true, description = "Refused because it was too much (429)")
            long limited,

            @Schema(required = true, description = "Refused otherwise (4xx)")
            long clientErrors,

            @Schema(required = true, description = "Not answered by the hub's fault (5xx)")
            long serverErrors,

            @Schema(required = true, description = "Of the requests, by REST")
            long rest,

            @Schema(required = true, description = "Of the requests, by GraphQL")
            long graphql,

            @Schema(required = true, description = "Of the requests, for files")
            long export) {}

    static UsageJson of(ReadUsage.By by, List<Point> points, ZoneId zone) {
        return new UsageJson(
                by.name().toLowerCase(Locale.ROOT),
                points.stream().map(point -> json(by, point, zone)).toList());
    }

    private static PointJson json(ReadUsage.By by, Point point, ZoneId zone) {
        var at = by == ReadUsage.By.DAY
                ? point.at().atZone(zone).toLocalDate().toString()
                : point.at().toString();
        var usage = point.usage();
        return new PointJson(
                at,
                usage.requests(),
                usage.units(),
                usage.limited(),
                usage.clientErrors(),
                usage.serverErrors(),
                usage.rest(),
                usage.graphql(),
                usage.export());
    }
}
