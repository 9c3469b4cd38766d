package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.planner.AdHocFilters.Filter;
import dev.andon.planner.AdHocFilters.Filtered;
import dev.andon.planner.AdHocFilters.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A filtered text gives the rows of one that somebody filtered by hand, and is planned as well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdHocFiltersTest {
    private static final String WEEKS =
            "timestamp BETWEEN '2026-03-16T09:13:27.5Z' AND '2026-04-05T11:40:00Z'";
    private static final String[] HOSTILE = {
        "'",
        "''",
        "\\",
        "\"",
        "$$",
        "$q$",
        ";",
        "--",
        "/*",
        "*/",
        "\n",
        "E'",
        "U&'",
        ") OR (1=1",
        "' OR TRUE --",
        "DROP TABLE machines",
        "$__timeFrom()",
        "${v}",
        "%",
        "_",
        "|",
        ",",
        "#",
        "é",
        "\uD83D\uDE00",
        "\t",
        " ",
        "M1",
        "NULL",
        ":t0",
        "?",
        "{",
        "}"
    };

    private PlannedPlant plant;

    @BeforeAll
    void open() {
        plant = new PlannedPlant("Europe/Berlin");
        plant.run(
                "insert into machines (id, name, area, line) values"
                        + " ('M4', 'O''Neil', null, 'L''1')");
    }

    @AfterAll
    void close() {
        plant.close();
    }

    private static Filter filter(String written) {
        String[] parts = written.split(" ", 3);
        return new Filter(
                parts[0], Operator.of(parts[1]).orElseThrow(), List.of(parts[2].split(";")));
    }

    private static List<Filter> filters(String written) {
        return Arrays.stream(written.split(" & ")).map(AdHocFiltersTest::filter).toList();
    }

    private static String filtered(String filters, String sql) {
        return AdHocFilters.apply(sql, filters(filters)).sql();
    }

    /** Filters, the level that answers (- for points), the text, and the same filtered by hand. */
    record Case(String filters, String level, String sql, String byHand) {}

    static Stream<Case> shapes() {
        String hours = "select time_bucket('1h', timestamp) t, max(value), count(*)";
        return Stream.of(
                new Case(
                        "machine_id = M1",
                        "1h",
                        hours + " from machine_metrics where " + WEEKS + " group by 1 order by 1",
                        hours
                                + " from machine_metrics where machine_id = 'M1' and "
                                + WEEKS
                                + " group by 1 order by 1"),
                new Case(
                        "zone_number != 2",
                        "1h",
                        hours + " from public.machine_metrics group by t order by t limit 50",
                        hours
                                + " from machine_metrics where zone_number is distinct from 2 group by 1 order by 1 limit 50"),
                new Case(
                        "machine_id =| M1;M3 & metric_type =~ ^temp",
                        "-",
                        hours
                                + " from \"machine_metrics\" AS \"Mm\" where "
                                + WEEKS
                                + " or machine_id = 'M2' -- ' or true\n /* ) */ group by 1 order by 1",
                        hours
                                + " from machine_metrics where ("
                                + WEEKS
                                + " or machine_id = 'M2') and machine_id in ('M1', 'M3') and metric_type like 'temp%' group by 1 order by 1"),
                new Case(
                        "area = Pressing",
                        "1h",
                        hours
                                + " from machine_metrics mm where "
                                + WEEKS
                                + " group by 1 order by 1",
                        hours
                                + " from machine_metrics mm where mm.machine_id in ('M1', 'M2') and "
                                + WEEKS
                                + " group by 1 order by 1"),
                new Case(
                        "area = Pressing & machine_id != M1",
                        "1h",
                        "select m.name, "
                                + hours.substring(7)
                                + " from machine_metrics mm join machines m on m.id = mm.machine_id where mm."
                                + WEEKS
                                + " group by 1, 2 having max(value) > 1 order by 1, 2",
                        "select m.name, "
                                + hours.substring(7)
                                + " from machine_metrics mm join machines m on m.id = mm.machine_id where m.area = 'Pressing' and m.id <> 'M1' and mm."
                                + WEEKS
                                + " group by 1, 2 having max(value) > 1 order by 1, 2"),
                new Case(
                        "area = Paint",
                        "1d",
                        "select m.name, count(*) from machine_metrics mm left join machines m on m.id = mm.machine_id where mm."
                                + WEEKS
                                + " group by 1 order by 1",
                        "select m.name, count(*) from machine_metrics mm left join machines m on m.id = mm.machine_id where m.area = 'Paint' and mm."
                                + WEEKS
                                + " group by 1 order by 1"),
                new Case(
                        "metric_type = power",
                        "-",
                        "select m.id, count(mm.value) from machines m left join machine_metrics mm on mm.machine_id = m.id and mm.timestamp > '2026-04-01' group by 1 order by 1",
                        "select m.id, count(mm.value) from machines m left join machine_metrics mm on mm.machine_id = m.id and mm.timestamp > '2026-04-01' and mm.metric_type = 'power' group by 1 order by 1"),
                new Case(
                        "metric_type = power",
                        "-",
                        "select m.id, count(mm.value) from machine_metrics mm right join machines m on mm.machine_id = m.id group by 1 order by 1",
                        "select m.id, count(mm.value) from machines m left join machine_metrics mm on mm.machine_id = m.id and mm.metric_type = 'power' group by 1 order by 1"),
                new Case(
                        "machine_id = M1",
                        "1h",
                        "with h as (select date_trunc('hour', timestamp) t, machine_id m, max(value) from machine_metrics where "
                                + WEEKS
                                + " group by 1, 2) select m, count(*), max(max) from h where m is not null or true group by 1",
                        "with h as (select date_trunc('hour', timestamp) t, machine_id m, max(value) from machine_metrics where "
                                + WEEKS
                                + " group by 1, 2) select m, count(*), max(max) from h where m = 'M1' group by 1"),
                new Case(
                        "zone_number >= 2",
                        "1d",
                        "select 'a' which, sum(value) from machine_metrics where timestamp > '2026-03-17' union all select 'b', count(*) from (select value from machine_metrics mm where value > 70) x order by 1",
                        "select 'a' which, sum(value) from machine_metrics where timestamp > '2026-03-17' and zone_number >= 2 union all select 'b', count(*) from (select value from machine_metrics mm where value > 70 and zone_number >= 2) x order by 1"),
                new Case(
                        "machine_id !=| M1;M3",
                        "1d",
                        "select id, (select count(*) from machine_metrics where machine_id = m.id) c from machines m where exists (select from machine_metrics x where x.machine_id = m.id) order by 1",
                        "select id, (select count(*) from machine_metrics where machine_id = m.id) c from machines m where id = 'M2' order by 1"),
                new Case(
                        "zone_number !=| 1;2 & machine_id !~ ^M[13]$",
                        "-",
                        "select a.machine_id, count(*) from machine_metrics a, machine_metrics b where a.timestamp = b.timestamp and a.machine_id = b.machine_id group by 1",
                        "select machine_id, count(*) from machine_metrics where machine_id = 'M2' and zone_number is null group by 1"),
                new Case(
                        "zone_number < 2 & value > 70.5",
                        "-",
                        "select machine_id, count(*) from machine_metrics where timestamp > '2026-03-17' group by 1 order by 1",
                        "select machine_id, count(*) from machine_metrics where zone_number = 1 and value > 70.5 and timestamp > '2026-03-17' group by 1 order by 1"),
                new Case(
                        "machine_id = M1 & line != L2",
                        "-",
                        "select hour, avg_value from machine_metrics_hourly h where h.metric_type = 'power' order by hour limit 20",
                        "select hour, avg_value from machine_metrics_hourly h where h.metric_type = 'power' and machine_id = 'M1' order by hour limit 20"),
                new Case(
                        "area != Paint",
                        "-",
                        "select id from machines order by id",
                        "select id from machines where area is distinct from 'Paint' order by id"),
                new Case(
                        "machine_id = M1",
                        "-",
                        "select g, id from generate_series(1, 2) g cross join lateral (select id from machines offset g - 1) x order by 1, 2",
                        "select g, 'M1' id from generate_series(1, 1) g"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void asIfFilteredByHand(Case one) {
        Filtered filtered = AdHocFilters.apply(one.sql(), filters(one.filters()));
        PlannedPlant.Comparison answer = plant.compare(filtered.sql());
        PlannedPlant.Comparison byHand = plant.compare(one.byHand());
        assertThat(filtered.notices()).isEmpty();
        assertThat(answer.expected()).as(filtered.sql()).isEqualTo(byHand.expected());
        assertThat(answer.expected()).isNotEmpty();
        assertThat(answer.actual()).hasSameSizeAs(byHand.expected());
        assertThat(answer.plan().level())
                .as(answer.plan().explanation())
                .isEqualTo(one.level().equals("-") ? null : one.level());
    }

    @Test
    void everythingElseStaysLetterByLetter() {
        assertThat(
                        filtered(
                                "machine_id = it's",
                                "SELECT  max(value) /* WHERE */ FROM machine_metrics  -- all\n;"))
                .isEqualTo(
                        "SELECT  max(value) /* WHERE */ FROM machine_metrics"
                                + " WHERE (machine_metrics.\"machine_id\" = 'it''s')  -- all\n;");
        assertThat(
                        filtered(
                                "zone_number !~ ^1",
                                "select 1 from machine_metrics m where a or b group by 2"))
                .isEqualTo(
                        "select 1 from machine_metrics m where (a or b)"
                                + " AND ((m.\"zone_number\"::text !~ '^1' OR m.\"zone_number\" IS NULL))"
                                + " group by 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch = 7 | select 1 from machine_metrics | there is no such column",
                "metric_type = power | select id from machines | reads machines",
                "machine_id = M1 | select 1 | neither machine_metrics nor machines",
                "machine_id = M1 | select 1 from other.machines, parts | neither machine_metrics nor machines",
                "machine_id = M1 | with machines as (select 1 id) select id from machines | something else",
                "machine_id = M1 | select 1 from (machine_metrics a join machines b on true) | in brackets",
                "machine_id = M1 | select 1 from only machines | in brackets or behind ONLY",
                "machine_id = M1 | select a from machine_metrics as m (a) | behind machine_metrics",
                "machine_id = M1 | with x as (table machines) select 1 from x | outside of a SELECT",
                "machine_id = M1 | select 1 from machines a left join machines b join machines c on true on true | within another",
                "machine_id = M1 | select E'x' from machines | with a prefix",
                "machine_id = M1 | select $$x$$ from machines | character $",
                "machine_id = M1 | select 1 from machines where | without a condition",
            })
    void saysWhatIsNotFiltered(String filters, String sql, String notice) {
        Filtered filtered = AdHocFilters.apply(sql, filters(filters));
        assertThat(filtered.sql()).isEqualTo(sql);
        assertThat(filtered.notices()).singleElement().asString().contains(notice);
    }

    @Test
    void filtersThePartsThatItUnderstands() {
        Filtered filtered =
                AdHocFilters.apply(
                        "select 1 from only machines union select 2 from machines m",
                        filters("machine_id = M1"));
        assertThat(filtered.sql())
                .isEqualTo(
                        "select 1 from only machines union select 2 from machines m WHERE (m.\"id\" = 'M1')");
        assertThat(filtered.notices()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String value : List.of("a", "1; drop", "1e9999", "", "NaN", "0x1", "1 or 1=1")) {
            List<Filter> zone = List.of(new Filter("zone_number", Operator.EQUAL, List.of(value)));
            assertThatThrownBy(() -> AdHocFilters.apply("select 1 from machine_metrics", zone))
                    .as(value)
                    .isInstanceOf(FilterException.class)
                    .hasMessageContaining("zone_number");
        }
    }

    @Test
    void aConditionForTextsThatPlaceItThemselves() {
        assertThat(AdHocFilters.condition(List.of())).isEqualTo("TRUE");
        assertThat(AdHocFilters.condition(filters("machine_id = it's & zone_number =| 1;-2")))
                .isEqualTo("(\"machine_id\" = 'it''s' AND \"zone_number\" IN (1, -2))");
        List<Filter> unknown = filters("x\" = 1");
        assertThatThrownBy(() -> AdHocFilters.condition(unknown))
                .isInstanceOf(FilterException.class);
    }

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? new Random().longs(100) : LongStream.of(Long.parseLong(one));
    }

    /** PostgreSQL itself is asked what it read: no value ends its literal, and no key gets in. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void noValueBreaksOut(long seed) {
        Random random = new Random(seed);
        String value = hostile(random);
        String other = "O" + hostile(random);
        plant.run("delete from machines where id not like 'M_'");
        plant.run("insert into machines (id, name) values (" + doubled("H" + value) + ", 'x')");
        assertThat(found(new Filter("machine_id", Operator.EQUAL, List.of("H" + value))))
                .containsExactly("H" + value);
        assertThat(found(new Filter("machine_id", Operator.ONE_OF, List.of(other, "H" + value))))
                .containsExactly("H" + value);
        assertThat(found(new Filter("name", Operator.EQUAL, List.of(value)))).isEmpty();
        Filter key = new Filter(value, Operator.EQUAL, List.of(value));
        assertThat(AdHocFilters.apply("select id from machines", List.of(key)).sql())
                .isEqualTo("select id from machines");
    }

    private List<String> found(Filter filter) {
        return plant
                .compare(AdHocFilters.apply("select id from machines", List.of(filter)).sql())
                .expected()
                .stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private static String doubled(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String hostile(Random random) {
        StringBuilder value = new StringBuilder();
        for (int piece = 1 + random.nextInt(8); piece > 0; piece--) {
            value.append(HOSTILE[random.nextInt(HOSTILE.length)]);
        }
        return value.toString();
    }
}
