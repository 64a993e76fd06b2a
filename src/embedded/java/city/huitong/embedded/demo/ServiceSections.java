package city.huitong.embedded.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cases of the city's service platform (办件), from the day they are accepted; they name nobody. */
final class ServiceSections {

    private static final int CASES = 60_000;
    private static final CaseDays DAYS = new CaseDays(DemoCity.REFERENCE_DAY);
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final Set<String> OF_THE_END = Set.of("finished_at", "processing_minutes", "satisfaction");

    private static final List<String> CHANNELS = List.of("online", "app", "terminal", "window");
    private static final List<String> RESULTS = List.of("approved", "refused", "withdrawn");

    static final List<Section> ALL = List.of(new Section(
            "service-cases",
            List.of("case_number"),
            0,
            _ -> CASES,
            (_, slot, draw) -> Optional.of(serviceCase(slot, draw)),
            ServiceSections::asAccepted));

    private ServiceSections() {}

    private static Row serviceCase(int slot, Draw draw) {
        LocalDate day = DAYS.of(slot, CASES);
        ServiceItem item = ServiceItem.drawn(draw, day);
        String channel = channel(draw, day);
        OffsetDateTime accepted = accepted(draw, day, channel);
        OffsetDateTime finished = finished(draw, item, accepted);
        Row row = PersonSections.plain()
                .text("case_number", "X" + day.toString().replace("-", "") + "-" + Codes.padded(slot, 5))
                .text("item", item.code())
                .text("item_name", item.name())
                .text("department", item.department())
                .text("channel", channel)
                .text("district", district(draw))
                .time("accepted_at", accepted)
                .number("promised_days", item.promisedDays());
        return ended(row, draw, accepted, finished)
                .text("month", YearMonth.from(day).toString());
    }

    private static Row ended(Row row, Draw draw, OffsetDateTime accepted, OffsetDateTime finished) {
        if (!finished.toLocalDate().isBefore(DemoCity.REFERENCE_DAY)) {
            return row.text("result", "pending");
        }
        return row.time("finished_at", finished)
                .text("result", RESULTS.get(draw.weighted(945, 40, 15)))
                .number(
                        "processing_minutes",
                        Duration.between(accepted, finished).toMinutes())
                .when(draw.chance(350), more -> more.number("satisfaction", 5 - draw.weighted(720, 190, 60, 15, 15)));
    }

    /** A case that somebody is still working on, as it was sent on the day it came. */
    private static Row asAccepted(Row row) {
        return row.without(cell -> OF_THE_END.contains(cell.name()))
                .with("result", PersonSections.plain().text("result", "pending"));
    }

    /** From month to month more by telephone and fewer at a window, which is closed when offices are. */
    private static String channel(Draw draw, LocalDate day) {
        int moved = 8 * DAYS.month(day);
        int window = WorkingDays.include(day) ? 360 - moved : 0;
        return CHANNELS.get(draw.weighted(380, 200 + moved, 60, window));
    }

    private static String district(Draw draw) {
        return "d" + Codes.padded(1 + draw.weighted(130, 120, 110, 105, 95, 90, 80, 75, 65, 55, 45, 30), 2);
    }

    private static OffsetDateTime accepted(Draw draw, LocalDate day, String channel) {
        int hour = channel.equals("window") ? draw.between(9, 16) : draw.between(7, 21);
        return day.atTime(hour, draw.between(0, 59)).atOffset(ZONE);
    }

    private static OffsetDateTime finished(Draw draw, ServiceItem item, OffsetDateTime accepted) {
        if (item.isDoneAtOnce()) {
            return accepted.plusMinutes(Math.clamp(draw.longTailed(25, 0.8), 3, 110));
        }
        LocalDate done = WorkingDays.after(accepted.toLocalDate(), workedDays(draw, item, accepted.toLocalDate()));
        return done.atTime(draw.between(9, 16), draw.between(0, 59)).atOffset(ZONE);
    }

    /** Mostly sooner than promised; in its season an item is late more often. */
    private static int workedDays(Draw draw, ServiceItem item, LocalDate day) {
        if (draw.chance(item.isInSeason(day) ? 30 : 12)) {
            return item.promisedDays() + draw.between(1, 8);
        }
        return Math.max(1, item.promisedDays() * draw.between(20, 100) / 100);
    }
}
