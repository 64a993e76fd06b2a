package city.huitong.platform.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events laid out in rows: a row carries those of one lane and topic, in the order in which they were appended.
 *
 * @param rows of {@code events}, one after the other
 * @param events all of them, row by row
 */
record OutboxRows(List<Row> rows, List<OutboxEvent> events) {

    /** So many events a row keep what a relay holds in memory small, and cost little more than none. */
    static final int MOST_EVENTS = 256;

    /** A row; its first and last event are counted from 1. */
    record Row(short lane, String topic, int first, int last) {}

    private record Place(short lane, String topic) {}

    static OutboxRows of(List<OutboxEvent> appended) {
        Map<Place, List<OutboxEvent>> byPlace = new LinkedHashMap<>();
        appended.forEach(
                event -> byPlace.computeIfAbsent(new Place(Outbox.lane(event), event.topic()), _ -> new ArrayList<>())
                        .add(event));
        List<Row> rows = new ArrayList<>();
        List<OutboxEvent> events = new ArrayList<>(appended.size());
        byPlace.forEach((place, some) -> {
            cut(place, events.size(), some.size(), rows);
            events.addAll(some);
        });
        return new OutboxRows(rows, events);
    }

    private static void cut(Place place, int before, int count, List<Row> rows) {
        for (int done = 0; done < count; done += MOST_EVENTS) {
            int last = Math.min(count, done + MOST_EVENTS);
            rows.add(new Row(place.lane, place.topic, before + done + 1, before + last));
        }
    }

    Short[] lanes() {
        return rows.stream().map(Row::lane).toArray(Short[]::new);
    }

    String[] topics() {
        return rows.stream().map(Row::topic).toArray(String[]::new);
    }

    Integer[] firsts() {
        return rows.stream().map(Row::first).toArray(Integer[]::new);
    }

    Integer[] lasts() {
        return rows.stream().map(Row::last).toArray(Integer[]::new);
    }
}
