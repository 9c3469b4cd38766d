-- Questions that look like what rollups can answer and are not, or not so. Only that the answers are the same is asked for.

-- a CTE takes the name of the view
WITH machine_metrics AS (SELECT * FROM public.machine_metrics WHERE value > 80)
SELECT date_trunc('hour', timestamp) AS time, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- a CTE of that name, used beside the view itself
WITH machine_metrics AS (SELECT id AS machine_id, 1 AS value FROM machines)
SELECT (SELECT count(*) FROM machine_metrics) AS a, (SELECT count(*) FROM public.machine_metrics WHERE $__timeFilter(timestamp)) AS b

-- another table has the name as its alias
SELECT count(*) FROM machines machine_metrics

-- a column has the name
SELECT machine_metrics, count(*) FROM (SELECT machine_id AS machine_metrics FROM public.machine_metrics WHERE $__timeFilter(timestamp)) q GROUP BY 1

-- the alias is the name of a column, which wins in GROUP BY
SELECT date_trunc('day', timestamp) AS timestamp, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY timestamp

-- the alias is the name of a column, which does not win in ORDER BY
SELECT date_trunc('day', timestamp) AS timestamp, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 ORDER BY timestamp DESC

-- an alias hides a dimension
SELECT upper(machine_id) AS machine_id, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY machine_id

-- an aggregate takes the name of a column
SELECT machine_id, avg(value) AS value FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY machine_id HAVING avg(value) > 80 ORDER BY value, machine_id

-- whole rows
SELECT count(m), count(m.*) FROM machine_metrics m WHERE $__timeFilter(timestamp)

-- a whole row in a condition
SELECT count(*) FROM machine_metrics m WHERE $__timeFilter(timestamp) AND m IS NOT NULL

-- one moment
SELECT machine_id, avg(value), count(*) FROM machine_metrics WHERE timestamp = '2025-03-28 10:00:00' GROUP BY 1

-- some moments
SELECT count(*), sum(value) FROM machine_metrics WHERE timestamp IN ('2025-03-28 10:00:00', '2025-03-29 10:00:00')

-- two ranges
SELECT count(*), sum(value) FROM machine_metrics
WHERE timestamp BETWEEN '2025-03-28' AND '2025-03-29' OR timestamp BETWEEN '2025-03-30' AND '2025-03-31'

-- a range that is denied
SELECT count(*) FROM machine_metrics WHERE NOT (timestamp < '2025-03-28 06:00' OR timestamp >= '2025-03-30')

-- a range and more that only some of its points meet
SELECT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) AND (timestamp < '2025-03-29 00:30' OR machine_id = 'M-01')

-- four bounds
SELECT count(*), min(value) FROM machine_metrics
WHERE timestamp >= '2025-03-27 01:00' AND timestamp > '2025-03-28 00:00' AND timestamp < '2025-03-30 00:00:00.000001' AND timestamp <= '2025-03-30'

-- symmetric
SELECT count(*) FROM machine_metrics WHERE timestamp BETWEEN SYMMETRIC '2025-03-31' AND '2025-03-28'

-- not between
SELECT count(*) FROM machine_metrics WHERE timestamp NOT BETWEEN '2025-03-28' AND '2025-12-31'

-- infinity
SELECT count(*), max(value) FROM machine_metrics WHERE timestamp >= '-infinity' AND timestamp < 'infinity'

-- words for times
SELECT count(*) FROM machine_metrics WHERE timestamp >= 'yesterday' AND timestamp < 'today'

-- since 1970
SELECT count(*) FROM machine_metrics WHERE timestamp > 'epoch'

-- a date
SELECT machine_id, count(*) FROM machine_metrics WHERE timestamp::date = '2025-03-29' GROUP BY 1

-- dates as bounds
SELECT count(*) FROM machine_metrics WHERE timestamp >= date '2025-03-29' AND timestamp < date '2025-03-29' + 1

-- a bound in another zone
SELECT count(*) FROM machine_metrics WHERE timestamp >= timestamp '2025-03-30 00:00' AT TIME ZONE 'Europe/Berlin' AND timestamp < '2025-03-31 Europe/Berlin'

-- the local time is bounded
SELECT count(*) FROM machine_metrics
WHERE timestamp AT TIME ZONE 'Europe/Berlin' >= '2025-03-30 01:00' AND timestamp AT TIME ZONE 'Europe/Berlin' < '2025-03-30 04:00'

-- the bucket is bounded
SELECT date_trunc('day', timestamp) AS time, count(*) FROM machine_metrics WHERE date_trunc('day', timestamp) >= '2025-03-29' GROUP BY 1

-- a bound from a subquery
SELECT count(*) FROM machine_metrics WHERE timestamp > (SELECT max(timestamp) - interval '20 hours' FROM machine_metrics WHERE $__timeFilter(timestamp)) AND $__timeFilter(timestamp)

-- the bounds stand in a join
SELECT k.id, count(m.value) FROM machines k LEFT JOIN machine_metrics m ON m.machine_id = k.id AND $__timeFilter(m.timestamp) GROUP BY 1

-- the bounds stand outside
SELECT * FROM (SELECT date_trunc('hour', timestamp) AS time, count(*) AS n FROM machine_metrics GROUP BY 1) q WHERE $__timeFilter(time)

-- the bounds stand outside, on points
SELECT machine_id, avg(value) FROM (SELECT * FROM machine_metrics) q WHERE $__timeFilter(timestamp) GROUP BY 1

-- the bounds stand in a FILTER
SELECT count(*) FILTER (WHERE timestamp < '2025-03-29 00:10'), count(*) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- the bounds stand in a CASE
SELECT sum(CASE WHEN timestamp < '2025-03-29' THEN value END) AS first_day FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a group by half ranges
SELECT CASE WHEN timestamp < '2025-03-29 12:00' THEN 'before' ELSE 'after' END AS half, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- groups within groups
SELECT date_trunc('day', timestamp) AS day, date_trunc('hour', timestamp) AS hour, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1, 2

-- a bucket shown otherwise than it is grouped
SELECT date_trunc('day', date_trunc('hour', timestamp)) AS time, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY date_trunc('hour', timestamp)

-- a bucket that is calculated with
SELECT date_trunc('hour', timestamp) + interval '30 minutes' AS middle, avg(value) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY date_trunc('hour', timestamp)

-- the time is moved before it is cut
SELECT date_trunc('day', timestamp - interval '6 hours') AS shift_day, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- the time is moved by minutes before it is cut
SELECT date_trunc('hour', timestamp + interval '7 minutes') AS time, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- a bucket with an offset
SELECT time_bucket('1 hour', timestamp, "offset" => interval '15 minutes') AS time, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- days of a zone of quarter hours
SELECT date_trunc('day', timestamp, 'Asia/Kathmandu') AS time, count(*), avg(value) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- the hour that is there twice, and the one that is not there
SELECT date_trunc('hour', timestamp AT TIME ZONE 'Europe/Berlin') AS local, count(*) FROM machine_metrics
WHERE timestamp BETWEEN '2025-03-29 20:00' AND '2025-03-30 06:00' GROUP BY 1

-- the hour that is there twice in America
SELECT date_trunc('hour', timestamp AT TIME ZONE 'America/New_York') AS local, count(*) FROM machine_metrics WHERE timestamp > now() - interval '40 days' GROUP BY 1

-- no row at all
SELECT count(*), sum(value), avg(value), min(target_value), stddev(value), count(target_value) FROM machine_metrics
WHERE timestamp BETWEEN '2020-01-01' AND '2020-02-01'

-- no row at all, by groups
SELECT machine_id, count(*) FROM machine_metrics WHERE timestamp BETWEEN '2020-01-01' AND '2020-02-01' GROUP BY 1

-- no row of a machine
SELECT count(*), max(value), coalesce(sum(value), -1) FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'nobody'

-- a group that HAVING makes
SELECT 1 AS one FROM machine_metrics WHERE $__timeFilter(timestamp) HAVING count(*) > 3

-- a group that HAVING makes and denies
SELECT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) HAVING count(*) < 3

-- without targets
SELECT metric_type, avg(target_value), min(target_value), count(target_value), stddev(target_value), sum(target_value)
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY metric_type

-- points with a target only
SELECT avg(value), count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) AND target_value IS NOT NULL

-- a join that multiplies
SELECT k.area, count(*), sum(m.value) FROM machine_metrics m JOIN machines k ON k.id <> m.machine_id WHERE $__timeFilter(m.timestamp) AND m.metric_type = 'level' GROUP BY 1

-- a join that doubles
SELECT m.machine_id, count(*), avg(m.value) FROM machine_metrics m JOIN (VALUES ('M-01'), ('M-01'), ('K-01')) v (id) ON v.id = m.machine_id
WHERE $__timeFilter(m.timestamp) GROUP BY 1

-- a natural join
SELECT count(*) FROM machine_metrics NATURAL JOIN (SELECT id AS machine_id, area FROM machines) k WHERE $__timeFilter(timestamp)

-- a full join
SELECT count(*), count(m.value) FROM machines k FULL JOIN (SELECT * FROM machine_metrics WHERE $__timeFilter(timestamp)) m ON m.machine_id = k.id

-- the view with itself
SELECT count(*) FROM machine_metrics a JOIN machine_metrics b ON b.machine_id = a.machine_id AND b.timestamp = a.timestamp
WHERE a.timestamp BETWEEN '2025-03-28' AND '2025-03-28 06:00' AND a.metric_type = 'level' AND b.metric_type = 'temperature'

-- for each machine its own range
SELECT k.id, (SELECT avg(m.value) FROM machine_metrics m WHERE m.machine_id = k.id AND m.timestamp BETWEEN '2025-03-28' AND k.last_updated) FROM machines k

-- whether there was something
SELECT k.id FROM machines k WHERE EXISTS (SELECT 1 FROM machine_metrics m WHERE m.machine_id = k.id AND $__timeFilter(m.timestamp))

-- in a subquery of a condition
SELECT id FROM machines WHERE id IN (SELECT machine_id FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY machine_id HAVING avg(value) > 79)

-- all of a subquery
SELECT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) AND value >= ALL (SELECT max(value) FROM machine_metrics WHERE $__timeFilter(timestamp))

-- sets
SELECT machine_id FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 EXCEPT SELECT machine_id FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'level' GROUP BY 1

-- several groupings
SELECT machine_id, date_trunc('day', timestamp) AS day, grouping(machine_id), count(*) FROM machine_metrics
WHERE $__timeFilter(timestamp) GROUP BY GROUPING SETS ((machine_id), (2), ())

-- a cube
SELECT metric_type, zone_number, sum(value) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY CUBE (metric_type, zone_number)

-- groups, each once
SELECT DISTINCT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY machine_id, zone_number

-- the first of each group
SELECT DISTINCT ON (machine_id) machine_id, metric_type, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2

-- in the order of something not shown
SELECT machine_id FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY machine_id ORDER BY count(*) DESC, machine_id

-- the second page
SELECT machine_id, metric_type, count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1, 2 ORDER BY 1, 2 OFFSET 3 ROWS FETCH NEXT 4 ROWS ONLY

-- a limit that ties share
SELECT zone_number, count(*) > 0 AS some FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 ORDER BY 2 FETCH FIRST 1 ROW WITH TIES

-- a window over groups
SELECT machine_id, sum(value), rank() OVER (ORDER BY max(value) DESC), sum(count(*)) OVER (PARTITION BY left(machine_id, 1)) FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY machine_id

-- a named window
SELECT time, n, sum(n) OVER w FROM (SELECT date_trunc('day', timestamp) AS time, count(*) AS n FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1) q WINDOW w AS (ORDER BY time)

-- an aggregate of all values, spelled out
SELECT count(ALL value), sum(ALL value) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- extremes of distinct values
SELECT min(DISTINCT value), max(DISTINCT value), count(DISTINCT zone_number) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- an aggregate in an order
SELECT sum(value ORDER BY timestamp), string_agg(machine_id, ',' ORDER BY timestamp, machine_id, metric_type, zone_number) IS NOT NULL FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a function of the same name elsewhere
SELECT pg_catalog.avg(value), pg_catalog.count(*) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a quoted function
SELECT "avg"(value), "max"("value") FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a quoted name that is not there
SELECT avg("Value") FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a table that is not there
SELECT avg(value) FROM "Machine_Metrics" WHERE $__timeFilter(timestamp)

-- a schema that is not the readers'
SELECT avg(value) FROM andon.machine_metrics WHERE $__timeFilter(timestamp)

-- types
SELECT sum(value)::int, avg(value)::numeric(10, 2) > 0, max(value)::text IS NOT NULL, pg_typeof(avg(value)), pg_typeof(count(*)), pg_typeof(sum(value)), pg_typeof(sum(zone_number)), pg_typeof(zone_number)
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY zone_number

-- columns without names
SELECT sum(value) + 1, count(*) * 2, -max(value), CASE WHEN count(*) > 1 THEN 1 END, max(value)::text, (min(value)), coalesce(avg(value), 0) FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'level'

-- counts of nothing
SELECT count(NULL), count(1), count('x'), count(value + NULL) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- sums of constants
SELECT sum(1), avg(2), max(3), min('x'), sum(1.5) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- sums of zones
SELECT machine_id, sum(zone_number), avg(zone_number), max(zone_number), min(metric_type) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- values times something of the series
SELECT sum(value * zone_number), sum(CASE WHEN zone_number = 1 THEN value * 2 ELSE value END), sum(CASE WHEN zone_number = 1 THEN 1 ELSE 2 END) FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'multi_zone_temp'

-- a CASE with a value in its rest
SELECT max(CASE WHEN zone_number = 1 THEN value ELSE target_value END), avg(CASE zone_number WHEN 1 THEN value WHEN 2 THEN target_value END), max(CASE WHEN zone_number = 1 THEN value ELSE 5000 END),
       min(CASE WHEN zone_number = 9 THEN value ELSE 0 END), stddev(CASE WHEN zone_number = 1 THEN value ELSE 0 END), count(CASE WHEN zone_number = 1 THEN value ELSE 0 END)
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'multi_zone_temp'

-- a CASE that has no condition on the series
SELECT sum(CASE WHEN true THEN value END), sum(CASE WHEN NULL THEN value ELSE 1 END), avg(coalesce(value, 0)), avg(coalesce(target_value, 0)), avg(nullif(zone_number, 1)) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- FILTER over CASE
SELECT sum(CASE WHEN zone_number = 1 THEN value END) FILTER (WHERE machine_id = 'M-01'), count(*) FILTER (WHERE NULL), count(*) FILTER (WHERE zone_number IS NULL OR machine_id IS NULL) FROM machine_metrics
WHERE $__timeFilter(timestamp)

-- first and last of several series
SELECT date_trunc('hour', timestamp) AS time, first(value, timestamp) IS NOT NULL, last(value, timestamp) IS NOT NULL FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1

-- first by something else than time
SELECT first(value, value), last(value, target_value), first(target_value, timestamp), last(timestamp, value), first(machine_id, timestamp) IS NULL FROM machine_metrics
WHERE $__timeFilter(timestamp) AND machine_id = 'K-01' AND metric_type = 'strain' AND zone_number IS NULL

-- first and last target where most have none
SELECT date_trunc('day', timestamp) AS time, first(target_value, timestamp), last(target_value, timestamp) FROM machine_metrics
WHERE $__timeFilter(timestamp) AND machine_id = 'M-03' AND metric_type = 'level' AND zone_number IS NULL GROUP BY 1

-- a function that changes from call to call
SELECT count(*) >= 0 AS some FROM machine_metrics WHERE $__timeFilter(timestamp) AND random() < 2

-- a condition on the clock
SELECT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) AND timestamp < clock_timestamp() AND localtimestamp > '2020-01-01'

-- literals of other kinds
SELECT count(*), E'a\'b -- ', $tag$ FROM machine_metrics $tag$, U&'d\0061t', 'it''s', 1e3, .5 FROM machine_metrics WHERE timestamp BETWEEN E'2025-03-28' AND $$2025-03-30$$

-- comments everywhere
SELECT/**/count(*)--x
FROM/* /* nested ' */ */machine_metrics/*;*/WHERE--"
timestamp/**/>=/**/'2025-03-28'/**/AND/**/timestamp<'2025-03-30'--

-- a semicolon and nothing
SELECT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp); ;

-- for update
SELECT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) FOR UPDATE

-- only this table
SELECT count(*) FROM ONLY machine_metrics WHERE $__timeFilter(timestamp)

-- renamed columns
SELECT date_trunc('day', t) AS day, sum(v), count(*) FROM machine_metrics AS m (a, b, v, t, z, g) WHERE $__timeFilter(t) GROUP BY 1

-- columns renamed to each other
SELECT sum(value), min(target_value), count(target_value) FROM machine_metrics AS m (machine_id, metric_type, target_value, timestamp, zone_number, value) WHERE $__timeFilter(timestamp)

-- a table in parentheses
SELECT count(*) FROM (machine_metrics m JOIN machines k ON k.id = m.machine_id) WHERE $__timeFilter(m.timestamp) AND k.area = 'Hall A'

-- TABLE instead of SELECT
SELECT count(*) FROM (TABLE machine_metrics) q WHERE $__timeFilter(timestamp)

-- a recursive query
WITH RECURSIVE days AS (SELECT date_trunc('day', min(timestamp)) AS day FROM machine_metrics WHERE $__timeFilter(timestamp) UNION ALL SELECT day + interval '1 day' FROM days WHERE day < '2025-04-01')
SELECT d.day, (SELECT count(*) FROM machine_metrics m WHERE m.timestamp >= d.day AND m.timestamp < d.day + interval '1 day' AND $__timeFilter(m.timestamp)) FROM days d

-- a CTE that is asked twice
WITH h AS MATERIALIZED (SELECT date_trunc('hour', timestamp) AS t, avg(value) AS v FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1)
SELECT a.t, a.v - b.v FROM h a LEFT JOIN h b ON b.t = a.t - interval '1 hour'

-- what is close to a limit stays on its side
SELECT machine_id, zone_number, max(value) >= max(max(value)) OVER (PARTITION BY machine_id) AS highest FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1, 2

-- rows of another table, of which some columns are null
SELECT count(k), count(k.area), count(k.oee) FROM machine_metrics m JOIN machines k ON k.id = m.machine_id WHERE $__timeFilter(m.timestamp)

-- rows of another table that may be missing
SELECT m.machine_id, count(k) FROM machine_metrics m LEFT JOIN machines k ON k.id = m.machine_id AND k.area = 'Hall A' WHERE $__timeFilter(m.timestamp) GROUP BY 1

-- counts of several things, and of one in an order
SELECT count(zone_number ORDER BY machine_id) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a count of two columns is an error
SELECT count(zone_number, machine_id) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a count of NULL by cases
SELECT count(CASE WHEN machine_id = 'M-01' THEN NULL END), count(NULL) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- a maximum of the outer rows, once for each point
SELECT array_length(array(SELECT max(k.oee) FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'M-02'), 1) FROM machines k

-- a count of the outer rows, once for each point
SELECT array(SELECT count(k.id) FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'O''Neil 7') FROM machines k

-- outer rows in a CASE and in a FILTER
SELECT array_length(array(SELECT sum(CASE WHEN k.id = 'M-01' THEN 1 END) + count(*) FILTER (WHERE k.area IS NULL) FROM machine_metrics WHERE $__timeFilter(timestamp)), 1) FROM machines k

-- a count of the outer rows within what is read within an expression
SELECT array_length(array(SELECT a FROM (SELECT count(k.id) AS a FROM machine_metrics WHERE $__timeFilter(timestamp)) q), 1) FROM machines k

-- a count of the outer rows behind FROM, which belongs to a comparison
SELECT array_length(array(SELECT 1), 1) IS DISTINCT FROM (SELECT count(k.id) FROM machine_metrics WHERE $__timeFilter(timestamp) LIMIT 1) FROM machines k

-- a count of outer rows by their own points is an error
SELECT (SELECT count(k.id) FROM machine_metrics m WHERE m.machine_id = k.id AND $__timeFilter(m.timestamp)) FROM machines k

-- a count of inner rows
SELECT k.id, (SELECT count(m.machine_id) FROM machine_metrics m WHERE m.machine_id = k.id AND $__timeFilter(m.timestamp)) FROM machines k

-- a column called select, which needs no AS
SELECT max(timestamp) select FROM machine_metrics WHERE timestamp BETWEEN '2025-03-28' AND '2025-03-30' HAVING true

-- columns called end
SELECT avg(value) FROM machine_metrics m JOIN (SELECT 1 AS "end") k ON true
WHERE k.end = 1 AND CASE WHEN machine_id = 'M-01' AND timestamp >= '2025-04-01' AND true THEN true ELSE true END

-- the end of a condition of a join
SELECT avg(value) FROM machine_metrics m JOIN (SELECT 1 AS "end") k ON k.end = 1 AND CASE WHEN machine_id = 'M-01' AND timestamp >= '2025-04-01' AND true THEN true ELSE true END

-- names of which PostgreSQL reads the same 63 letters
SELECT count(*) FROM machine_metrics aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg_one
WHERE extract(minute from aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg_two.timestamp) < 7 AND $__timeFilter(timestamp)

-- names with the schema before the table
SELECT public.machine_metrics.machine_id, avg(value) FROM public.machine_metrics WHERE $__timeFilter(timestamp) AND public.machine_metrics.zone_number = 1 GROUP BY 1

-- a sign before a quotient
SELECT date_trunc('hour', timestamp) AS time, 600 / + extract(minute from timestamp)::int / 5, count(*) FROM machine_metrics
WHERE $__timeFilter(timestamp) AND extract(minute from timestamp)::int / 5 > 1 GROUP BY 1, 2

-- columns without names behind a cast
SELECT count(*)::text ILIKE '5%', count(*)::text SIMILAR TO '5%', count(*)::text NOT ILIKE '5%', count(*)::text ISNULL, avg(value)::numeric NOTNULL FROM machine_metrics
WHERE $__timeFilter(timestamp)

-- an ordinal that is none
SELECT machine_id, metric_type, zone_number, first(value, timestamp) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1, 2, 3e0

-- bounds and buckets beyond all numbers
SELECT count(*) FROM machine_metrics WHERE timestamp < now() + interval '300000 years' AND extract(epoch from timestamp) < 1e99999999999

-- a bound beyond all times
SELECT count(*) FROM machine_metrics WHERE timestamp > now() - interval '999999999 years'

-- bounds of an interval with a field
SELECT count(*) FROM machine_metrics WHERE timestamp >= timestamptz '2025-03-28' + interval '1 day 5 hours' day AND timestamp < timestamptz '2025-03-30' + '1.5 days'::interval

-- bounds with signs and clocks in their intervals
SELECT count(*) FROM machine_metrics WHERE timestamp >= timestamptz '2025-03-29' + '-1 day 01:30'::interval AND timestamp < timestamptz '2025-03-30' + '1 day -1:00'::interval

-- bounds by casts that round
SELECT count(*) FROM machine_metrics WHERE timestamp >= '2025-03-28 10:10:10.7'::timestamptz(0) AND timestamp < timestamptz(0) '2025-03-30 10:10:10.7'

-- bounds reversed
SELECT count(*), avg(value) FROM machine_metrics WHERE timestamp BETWEEN '2025-03-30' AND '2025-03-28'

-- groups counted
SELECT machine_id, count(*) OVER (), count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1
