package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of an open dataset, as a developer without a token reads them. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenRecordsTest {

    private static final int STOPS = 60;

    private @Nullable AnOpenDataset stops;

    /** Once, but not before all: only then is it known where the hub listens. */
    @BeforeEach
    void publish() {
        if (stops != null) {
            return;
        }
        stops = AnOpenDataset.register();
        stops.store(IntStream.range(0, STOPS).mapToObj(OpenRecordsTest::line).reduce("", String::concat));
    }

    private static String line(int stop) {
        var lines = stop % 7 == 0 ? "" : ",\"lines\":" + stop % 5;
        return """
                {"district":"d%02d","stop":%d,"name":"站%d"%s,"length":%d.5,"fee":%d.25,"roofed":%b,"opened_on":"20%02d-03-01",\
                "seen_at":"2026-11-01T%02d:30:00+08:00","tags":["a","%d"],"keeper":"李四","cost":9.99}
                """.formatted(stop % 4, stop, stop, lines, stop, stop, stop % 2 == 0, stop % 20, stop % 24, stop);
    }

    @Test
    void aRecordIsAnsweredAsItWasSentWithoutWhatIsWithheld() {
        var first = stops.records(Map.of("where", "stop == 5"))
                .then()
                .statusCode(200)
                .extract();

        assertThat(first.<Map<String, Object>>path("items[0]"))
                .containsEntry("name", "站5")
                .containsEntry("lines", 0)
                .containsEntry("roofed", false)
                .containsEntry("opened_on", "2005-03-01")
                .containsEntry("seen_at", "2026-11-01T05:30:00+08:00")
                .containsEntry("tags", List.of("a", "5"))
                .doesNotContainKeys("keeper", "cost");
        assertThat(first.asString()).contains("\"length\":5.5", "\"fee\":5.25");
        assertThat(first.<Integer>path("version")).isPositive();
    }

    @Test
    void pagesFollowEachOtherInAnyOrderWithNothingTwice() {
        for (var order : List.of(
                "",
                "lines",
                "-lines",
                "-lines,name",
                "-district,-stop",
                "roofed,-length",
                "-seen_at",
                "opened_on,-name")) {
            for (var limit : List.of(1, 7, 60)) {
                var rows = all(order, limit);
                assertThat(rows).as("by %s, %d at a time", order, limit).hasSize(STOPS);
                assertThat(new HashSet<>(rows)).hasSize(STOPS);
                assertThat(rows).isEqualTo(all(order, STOPS));
            }
        }
    }

    @Test
    void whatHasNoValueComesLastInBothDirections() {
        for (var order : List.of("lines", "-lines")) {
            var lines = stops.records(Map.of("order_by", order, "limit", STOPS, "select", "lines"))
                    .<List<Integer>>path("items.lines");
            var known = lines.stream().takeWhile(value -> value != null).toList();
            assertThat(lines.subList(known.size(), lines.size()))
                    .containsOnlyNulls()
                    .hasSize(9);
            assertThat(known)
                    .isSortedAccordingTo(
                            order.startsWith("-")
                                    ? java.util.Comparator.reverseOrder()
                                    : java.util.Comparator.naturalOrder());
        }
    }

    private List<Map<String, Object>> all(String order, int limit) {
        var rows = new ArrayList<Map<String, Object>>();
        var parameters = new ConcurrentHashMap<String, Object>(Map.of("limit", limit, "select", "district,stop"));
        if (!order.isEmpty()) {
            parameters.put("order_by", order);
        }
        Response page;
        do {
            page = stops.records(parameters);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            rows.addAll(page.<List<Map<String, Object>>>path("items"));
            if (page.path("next") != null) {
                parameters.put("cursor", page.<String>path("next"));
            }
        } while (page.path("next") != null);
        return rows;
    }

    @Test
    void aReaderWhoPagesWhileADepartmentPublishesSeesOneVersion() throws Exception {
        var own = AnOpenDataset.register();
        own.store(IntStream.range(0, STOPS).mapToObj(OpenRecordsTest::line).reduce("", String::concat));
        var before = own.records(Map.of("limit", STOPS)).<List<Map<String, Object>>>path("items");
        var stop = new AtomicBoolean();
        try (var department = Executors.newSingleThreadExecutor()) {
            var publishing = department.submit(() -> {
                for (var round = 0; !stop.get() || round < 3; round++) {
                    var n = round;
                    own.store(IntStream.range(0, STOPS + n)
                            .filter(i -> (i + n) % 3 == 0)
                            .mapToObj(i -> line(i).replace("站", "新" + n + "站"))
                            .reduce("", String::concat));
                    own.store("{\"$withdraw\":true,\"district\":\"d%02d\",\"stop\":%d}\n".formatted(n % 4, n));
                }
            });
            var first = own.records(Map.of("limit", 3));
            var version = first.<Integer>path("version");
            var seen = new ArrayList<>(first.<List<Map<String, Object>>>path("items"));
            var expected = own.records(Map.of("limit", 1000, "asOf", first.<String>path("publishedAt")))
                    .<List<Map<String, Object>>>path("items");
            var next = first.<String>path("next");
            while (next != null) {
                var page = own.records(Map.of("limit", 3, "cursor", next));
                assertThat(page.<Integer>path("version")).isEqualTo(version);
                seen.addAll(page.<List<Map<String, Object>>>path("items"));
                next = page.path("next");
            }
            stop.set(true);
            publishing.get();
            assertThat(seen).isEqualTo(expected);
            assertThat(own.records(Map.of()).<Integer>path("version")).isGreaterThan(version);
        }
        var changed = own.records(Map.of("limit", 1000)).<List<Map<String, Object>>>path("items");
        assertThat(changed).isNotEqualTo(before);
    }

    @Test
    void conditionsSelectWhatTheySay() {
        assertThat(stopsWhere("lines == 3 && district in ['d00', 'd01']"))
                .allMatch(stop -> stop % 5 == 3 && stop % 4 < 2);
        assertThat(stopsWhere("lines != 3")).noneMatch(stop -> stop % 7 == 0);
        assertThat(stopsWhere("fee >= yuan(50)")).hasSize(10).allMatch(stop -> stop >= 50);
        assertThat(stopsWhere("name.startsWith('站1')")).hasSize(11);
        assertThat(stopsWhere("opened_on < date('2003-01-01')")).hasSize(9);
        assertThat(stopsWhere("seen_at == date('2026-11-01')")).hasSize(STOPS);
        assertThat(stopsWhere("!known(lines)")).containsExactlyInAnyOrder(0, 7, 14, 21, 28, 35, 42, 49, 56);
    }

    private Set<Integer> stopsWhere(String condition) {
        var page = stops.records(Map.of("where", condition, "limit", 1000, "count", "exact", "select", "stop"));
        assertThat(page.statusCode()).as(condition + page.asString()).isEqualTo(200);
        var found = new HashSet<>(page.<List<Integer>>path("items.stop"));
        assertThat(page.<Integer>path("count")).isEqualTo(found.size());
        return found;
    }

    @Test
    void anEstimateIsThere() {
        stops.records(Map.of("where", "lines == 3", "count", "estimated"))
                .then()
                .statusCode(200)
                .body("count", greaterThan(0));
        stops.records(Map.of("count", "estimated")).then().statusCode(200).body("count", equalTo(STOPS));
    }

    @Test
    void groupsCountAndAddUp() {
        stops.ask(
                        "groups",
                        Map.of("group_by", "district", "aggregate", "count,sum(fee) as fees,avg(lines),max(opened_on)"))
                .then()
                .statusCode(200)
                .body("items.district", equalTo(List.of("d00", "d01", "d02", "d03")))
                .body("items[0].count", equalTo(15))
                .body("items[1].fees", equalTo(438.75f))
                .body("items[0].max_opened_on", equalTo("2016-03-01"));
        var months = stops.ask(
                "groups", Map.of("group_by", "year(opened_on) as year", "order_by", "-count,year", "limit", 4));
        assertThat(months.<List<Integer>>path("items.year")).containsExactly(2000, 2001, 2002, 2003);
        var more = stops.ask(
                "groups",
                Map.of(
                        "group_by",
                        "year(opened_on) as year",
                        "order_by",
                        "-count,year",
                        "limit",
                        4,
                        "cursor",
                        months.path("next")));
        assertThat(more.<List<Integer>>path("items.year")).containsExactly(2004, 2005, 2006, 2007);
        stops.ask("groups", Map.of()).then().body("items[0].count", equalTo(STOPS));
    }

    @Test
    void whoHasTheAnswerIsToldSo() {
        var first = stops.records(Map.of("limit", 5));
        var tag = first.header("ETag");

        RestAssured.given()
                .header("If-None-Match", tag)
                .get("/v1/open/datasets/" + stops.id() + "/records?limit=5")
                .then()
                .statusCode(304)
                .header("ETag", tag);
        RestAssured.given()
                .header("If-None-Match", tag)
                .get("/v1/open/datasets/" + stops.id() + "/records?limit=6")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select   | nothing            | 400 | query-invalid
            select   | name,,stop         | 400 | query-invalid
            select   | name,name          | 400 | query-invalid
            select   | keeper             | 403 | field-withheld
            select   | cost               | 403 | agreement-required
            where    | keeper == 'x'      | 403 | field-withheld
            where    | cost > yuan(1)     | 403 | agreement-required
            where    | lines              | 400 | query-invalid
            where    | lines ==           | 400 | query-invalid
            where    | name == 3          | 400 | query-invalid
            where    | nothing == 3       | 400 | query-invalid
            where    | name == '''        | 400 | query-invalid
            where    | tags == 'a'        | 400 | query-invalid
            order_by | keeper             | 403 | field-withheld
            order_by | -keeper            | 403 | field-withheld
            order_by | tags               | 400 | query-invalid
            order_by | name,-name         | 400 | query-invalid
            order_by | name;drop table x  | 400 | query-invalid
            limit    | 0                  | 400 | query-invalid
            limit    | -1                 | 400 | query-invalid
            limit    | 1000000000         | 400 | query-invalid
            limit    | ten                | 400 | query-invalid
            count    | maybe              | 400 | query-invalid
            asOf     | yesterday          | 400 | query-invalid
            asOf     | 1999-01-01T00:00:00Z | 404 | version-not-found
            cursor   | x                  | 400 | cursor-invalid
            cursor   | AAAA               | 400 | cursor-invalid
            """)
    void aWrongParameterIsRefusedWithItsPlace(String parameter, String value, int status, String code) {
        var answer = stops.records(Map.of(parameter, value));

        answer.then().statusCode(status).body("code", equalTo(code));
        assertThat(answer.asString()).doesNotContain("李四");
        if (status != 404) {
            answer.then().body("errors.pointer", hasItem("?" + parameter));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            group_by  | keeper               | 403
            group_by  | month(name)          | 400
            group_by  | year(keeper)         | 403
            group_by  | tags                 | 400
            group_by  | district,district    | 400
            aggregate | max(keeper)          | 403
            aggregate | count_distinct(cost) | 403
            aggregate | sum(name)            | 400
            aggregate | sum                  | 400
            aggregate | sum(lines) as "x"    | 400
            aggregate | pg_sleep(5)          | 400
            aggregate | count,count          | 400
            where     | keeper == 'x'        | 403
            order_by  | keeper               | 400
            """)
    void aWrongGroupIsRefused(String parameter, String value, int status) {
        stops.ask("groups", Map.of(parameter, value)).then().statusCode(status);
    }

    @Test
    void aCursorFitsItsOwnQueryOnly() {
        var next = stops.records(Map.of("limit", 5)).<String>path("next");

        stops.records(Map.of("limit", 9, "cursor", next)).then().statusCode(200);
        stops.records(Map.of("limit", 5, "cursor", next, "where", "lines == 1"))
                .then()
                .statusCode(400)
                .body("code", equalTo("cursor-invalid"));
        stops.records(Map.of("limit", 5, "cursor", next.substring(0, next.length() - 2)))
                .then()
                .statusCode(400);
    }

    /** Each connection to the database knows the statement with the column as it was. */
    @Test
    void aColumnMayBecomeWiderWhileItIsRead() throws Exception {
        var own = AnOpenDataset.register();
        own.store(line(1));
        readBySixteen(own);

        own.widen();

        readBySixteen(own);
        own.store(line(2).replace("\"lines\":2", "\"lines\":2.5"));
        assertThat(own.records(Map.of("select", "lines")).<List<Number>>path("items.lines"))
                .extracting(Number::doubleValue)
                .contains(2.5);
    }

    private static void readBySixteen(AnOpenDataset own) throws Exception {
        try (var readers = Executors.newFixedThreadPool(16)) {
            var answers = IntStream.range(0, 64)
                    .mapToObj(_ -> readers.submit(() -> own.records(Map.of("select", "stop,lines"))))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().statusCode())
                        .as(answer.get().asString())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aDatasetThatIsNotOpenLooksLikeNone() {
        RestAssured.get("/v1/open/datasets/deaths/records")
                .then()
                .statusCode(404)
                .body("code", equalTo("dataset-not-found"));
        RestAssured.get("/v1/open/datasets/nothing/records")
                .then()
                .statusCode(404)
                .body("code", equalTo("dataset-not-found"));
    }
}
