-- What panels of Grafana ask of PostgreSQL, in the shapes that people publish, written anew for machine_metrics. A mark says
-- which rollup answers, or why none can. Questions are about six days, an interval of ten minutes.

-- Time series: the macro for groups
-- accelerated: 5m
SELECT $__timeGroup("timestamp", '10m'), avg(value) AS temperature
FROM machine_metrics WHERE $__timeFilter("timestamp") AND metric_type = 'temperature'
GROUP BY 1 ORDER BY 1

-- Time series: the macro that names its column
-- accelerated: 5m
SELECT $__timeGroupAlias(timestamp, $__interval), avg(value) AS "value"
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY time ORDER BY time

-- Time series: one line a machine
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '1h'), machine_id AS metric, avg(value)
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type IN ('temperature', 'level')
GROUP BY 1, 2 ORDER BY 1

-- Time series: gaps filled with the value before
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '1h', previous), max(value) AS peak
FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'M-01' GROUP BY 1 ORDER BY 1

-- Time series: gaps filled with zeros
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '6h', 0), count(*) AS points
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 ORDER BY 1

-- Time series: time_bucket with the panel's interval
-- accelerated: 5m
SELECT time_bucket('$__interval', timestamp) AS "time", machine_id, avg(value) AS avg
FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id IN ('M-01', 'M-02')
GROUP BY "time", machine_id ORDER BY "time"

-- Time series: whole days as PostgreSQL cuts them
-- accelerated: 1h
SELECT date_trunc('day', timestamp) AS time, sum(value) AS total
FROM machine_metrics WHERE timestamp BETWEEN $__timeFrom() AND $__timeTo() AND metric_type = 'counter'
GROUP BY 1 ORDER BY 1

-- Time series: whole days of the plant
-- accelerated: 1d
SELECT date_trunc('day', timestamp, 'Europe/Berlin') AS time, machine_id, avg(value), min(value), max(value)
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature'
GROUP BY time, machine_id ORDER BY time

-- Time series: days of the plant by AT TIME ZONE
-- accelerated: 1d
SELECT date_trunc('day', timestamp AT TIME ZONE 'Europe/Berlin') AT TIME ZONE 'Europe/Berlin' AS time, count(*)
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 ORDER BY 1

-- Time series: days of the plant by time_bucket
-- accelerated: 1d
SELECT time_bucket('1 day', timestamp, 'Europe/Berlin') AS day, metric_type, avg(value)
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY day, metric_type ORDER BY day, metric_type

-- Time series: weeks
-- accelerated: 1h
SELECT date_trunc('week', timestamp) AS time, avg(value) AS mean
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1

-- Time series: months of the plant
-- accelerated: 1d
SELECT date_trunc('month', timestamp, 'Europe/Berlin') AS time, max(value)
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 ORDER BY 1 DESC

-- Time series: date_bin
-- accelerated: 5m
SELECT date_bin('15 minutes', timestamp, TIMESTAMP '2001-01-01') AS time, avg(value)
FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'K-01' GROUP BY 1 ORDER BY 1

-- Time series: seconds by hand
-- accelerated: 5m
SELECT to_timestamp(floor(extract(epoch FROM timestamp) / 900) * 900) AS time, avg(value) AS value
FROM machine_metrics WHERE timestamp >= $__timeFrom() AND timestamp < $__timeTo() GROUP BY 1 ORDER BY 1

-- Time series: mean with an envelope
-- accelerated: 1h
SELECT time_bucket('1 hour', m.timestamp) AS time, min(m.value) AS low, avg(m.value) AS mean, max(m.value) AS high
FROM machine_metrics AS m WHERE $__timeFilter(m.timestamp) AND m.machine_id = 'M-02' AND m.metric_type = 'pressure'
GROUP BY 1 ORDER BY 1

-- Time series: mean and deviation
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '1h'), avg(value) AS mean, stddev(value) AS deviation,
       avg(value) + 3 * stddev(value) AS upper, avg(value) - 3 * stddev(value) AS lower
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' AND machine_id = 'M-01'
GROUP BY 1 ORDER BY 1

-- Time series: how far from the target
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '1h'), avg(value) - avg(target_value) AS off_target
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Time series: zones side by side
-- accelerated: 1h
SELECT date_trunc('hour', timestamp) AS time,
       avg(CASE WHEN zone_number = 1 THEN value END) AS "Zone 1",
       avg(CASE WHEN zone_number = 2 THEN value END) AS "Zone 2",
       avg(CASE WHEN zone_number = 3 THEN value END) AS "Zone 3"
FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'M-01' AND metric_type = 'multi_zone_temp'
GROUP BY 1 ORDER BY 1

-- Time series: zones side by side with FILTER
-- accelerated: 1h
SELECT time_bucket('1h', timestamp) AS time,
       max(value) FILTER (WHERE zone_number = 1) AS left_side,
       max(value) FILTER (WHERE zone_number > 1) AS right_side
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'multi_zone_temp' GROUP BY time ORDER BY time

-- Time series: names of lines put together
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '1h'), concat(machine_id, ' zone ', zone_number) AS metric, avg(value) AS value
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'multi_zone_temp' GROUP BY 1, 2 ORDER BY 1, 2

-- Time series: names from another table
-- accelerated: 1h
SELECT $__timeGroupAlias(m.timestamp, '1h'), k.name AS metric, avg(m.value) AS value
FROM machine_metrics m JOIN machines k ON k.id = m.machine_id
WHERE $__timeFilter(m.timestamp) AND m.metric_type = 'temperature' GROUP BY 1, 2 ORDER BY 1

-- Time series: one hall, joined by a comma
-- accelerated: 1h
SELECT $__timeGroupAlias(m.timestamp, '1h'), k.area AS metric, sum(m.value) AS value
FROM machine_metrics m, machines k
WHERE m.machine_id = k.id AND k.area = 'Hall A' AND $__timeFilter(m.timestamp) GROUP BY 1, 2 ORDER BY 1

-- Time series: one hall by a subquery
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '1h'), avg(value) AS value
FROM machine_metrics
WHERE $__timeFilter(timestamp) AND machine_id IN (SELECT id FROM machines WHERE area = 'Hall B') GROUP BY 1 ORDER BY 1

-- Time series: seconds since 1970
-- accelerated: 5m
SELECT $__unixEpochGroupAlias(extract(epoch from timestamp), '10m'), avg(value) AS value
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'level' GROUP BY 1 ORDER BY 1

-- Time series: filtered by seconds
-- accelerated: 1h
SELECT $__timeGroupAlias(timestamp, '1h'), avg(value) AS value
FROM machine_metrics
WHERE extract(epoch from timestamp) >= $__unixEpochFrom() AND extract(epoch from timestamp) <= $__unixEpochTo()
GROUP BY 1 ORDER BY 1

-- Time series: an average that moves
-- accelerated: 1h
SELECT time, avg(value) OVER (ORDER BY time ROWS BETWEEN 5 PRECEDING AND CURRENT ROW) AS moving
FROM (SELECT date_trunc('hour', timestamp) AS time, avg(value) AS value
      FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'M-03' AND metric_type = 'temperature'
      GROUP BY 1) AS hours
ORDER BY time

-- Time series: change from hour to hour
-- accelerated: 1h
WITH hours AS (
    SELECT time_bucket('1 hour', timestamp) AS time, max(value) AS counted
    FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'counter' GROUP BY 1
)
SELECT time, counted - lag(counted) OVER (ORDER BY time) AS made FROM hours ORDER BY time

-- Time series: this week and the week before
-- accelerated: 1h
SELECT date_trunc('hour', timestamp) AS time, 'now' AS metric, avg(value) AS value
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1
UNION ALL
SELECT date_trunc('hour', timestamp) + interval '2 days' AS time, 'before' AS metric, avg(value) AS value
FROM machine_metrics
WHERE timestamp BETWEEN $__timeFrom()::timestamptz - interval '2 days' AND $__timeTo()::timestamptz - interval '2 days'
    AND metric_type = 'temperature'
GROUP BY 1 ORDER BY time

-- Time series: hours without points are there too
-- accelerated: 1h
SELECT h.time, coalesce(m.points, 0) AS points
FROM generate_series($__timeFrom()::timestamptz, $__timeTo()::timestamptz, interval '1 hour') AS h (time)
LEFT JOIN (SELECT date_trunc('hour', timestamp) AS time, count(*) AS points
           FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'K-01' GROUP BY 1) m ON m.time = h.time
ORDER BY 1

-- Time series: ratio of two metrics
-- accelerated: 1h
SELECT a.time, a.value / nullif(b.value, 0) AS ratio
FROM (SELECT date_trunc('hour', timestamp) AS time, avg(value) AS value FROM machine_metrics
      WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1) a
JOIN (SELECT date_trunc('hour', timestamp) AS time, avg(value) AS value FROM machine_metrics
      WHERE $__timeFilter(timestamp) AND metric_type = 'level' GROUP BY 1) b USING (time)
ORDER BY time

-- Time series: the three hottest machines
-- accelerated: 1d
WITH hottest AS (
    SELECT machine_id FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature'
    GROUP BY machine_id ORDER BY avg(value) DESC LIMIT 3
)
SELECT $__timeGroupAlias(timestamp, '1h'), machine_id AS metric, avg(value) AS value
FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' AND machine_id IN (SELECT machine_id FROM hottest)
GROUP BY 1, 2 ORDER BY 1

-- Time series: odd widths
-- passed: seven minutes are not made of rollups
SELECT time_bucket('7 minutes', timestamp) AS time, avg(value)
FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'M-01' GROUP BY 1 ORDER BY 1

-- Time series: a minute
-- passed: a minute is finer than any rollup
SELECT $__timeGroupAlias(timestamp, '1m'), avg(value) AS value
FROM machine_metrics WHERE $__timeFilter(timestamp) AND machine_id = 'M-01' GROUP BY 1 ORDER BY 1

-- Time series: raw points
-- passed: raw points
SELECT timestamp AS time, value FROM machine_metrics
WHERE $__timeFilter(timestamp) AND machine_id = 'M-01' AND metric_type = 'temperature' ORDER BY 1

-- Time series: raw points with their labels
-- passed: raw points
SELECT $__time(timestamp), machine_id AS metric, value FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'pressure' ORDER BY timestamp, machine_id

-- Time series: median
-- passed: a percentile
SELECT $__timeGroupAlias(timestamp, '1h'), percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Time series: 95 and 99 of a hundred
-- passed: percentiles
SELECT time_bucket('1 hour', timestamp) AS time,
       percentile_cont(ARRAY[0.95, 0.99]) WITHIN GROUP (ORDER BY value) AS high, avg(value) AS mean
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY 1 ORDER BY 1

-- Time series: change from point to point
-- passed: a window over points
SELECT timestamp AS time, value - lag(value) OVER (PARTITION BY machine_id, zone_number ORDER BY timestamp) AS change
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'counter' ORDER BY 1

-- Time series: how often above a limit
-- passed: a condition on single values
SELECT $__timeGroupAlias(timestamp, '1h'), count(*) FILTER (WHERE value > 85) AS hot
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Time series: only points above a limit
-- passed: a condition on single values
SELECT $__timeGroupAlias(timestamp, '1h'), avg(value) AS value
FROM machine_metrics WHERE $__timeFilter(timestamp) AND value > 0 GROUP BY 1 ORDER BY 1

-- Time series: the mean distance from the target
-- passed: an expression over single values
SELECT $__timeGroupAlias(timestamp, '1h'), avg(abs(value - target_value)) AS distance
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Stat: the mean of the range
-- accelerated: 1d
SELECT avg(value) FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature'

-- Stat: how many points
-- accelerated: 1d
SELECT count(*) AS points FROM machine_metrics WHERE $__timeFilter(timestamp)

-- Stat: how many machines sent something
-- accelerated: 1d
SELECT count(DISTINCT machine_id) FROM machine_metrics WHERE $__timeFilter(timestamp)

-- Stat: the newest value
-- passed: raw points
SELECT value FROM machine_metrics
WHERE machine_id = 'M-01' AND metric_type = 'temperature' AND $__timeFilter(timestamp) ORDER BY timestamp DESC LIMIT 1

-- Stat: the newest value by last
-- passed: a machine may have several series of a metric, whose points take turns
SELECT last(value, timestamp) FROM machine_metrics
WHERE machine_id = 'M-01' AND metric_type = 'temperature' AND $__timeFilter(timestamp)

-- Stat: the newest value of one series by last
-- accelerated: 1d
SELECT last(value, timestamp) FROM machine_metrics
WHERE machine_id = 'M-01' AND metric_type = 'temperature' AND zone_number IS NULL AND $__timeFilter(timestamp)

-- Stat: when the newest point came
-- passed: times of single points
SELECT max(timestamp) FROM machine_metrics WHERE machine_id = 'M-01' AND $__timeFilter(timestamp)

-- Stat: share of points with a target
-- accelerated: 1d
SELECT 100.0 * count(target_value) / nullif(count(*), 0) AS percent
FROM machine_metrics WHERE $__timeFilter(timestamp)

-- Stat: the spread
-- accelerated: 1d
SELECT max(value) - min(value) AS spread FROM machine_metrics
WHERE $__timeFilter(timestamp) AND machine_id = 'M-02' AND metric_type = 'pressure'

-- Gauge: one number a machine
-- accelerated: 1d
SELECT machine_id, avg(value) FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY machine_id ORDER BY machine_id

-- Table: an overview of machines
-- accelerated: 1d
SELECT m.machine_id AS "Machine", k.name AS "Name", k.area AS "Hall", min(m.value) AS "Low", max(m.value) AS "High",
       round(avg(m.value)::numeric, 3) AS "Mean", count(*) AS "Points"
FROM machine_metrics m LEFT JOIN machines k ON k.id = m.machine_id
WHERE $__timeFilter(m.timestamp) AND m.metric_type = 'temperature'
GROUP BY m.machine_id, k.name, k.area ORDER BY 1

-- Table: machines that were too hot
-- accelerated: 1d
SELECT machine_id, avg(value) AS mean FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'temperature'
GROUP BY machine_id HAVING avg(value) > 79.5 ORDER BY machine_id

-- Table: the newest point of every machine
-- passed: raw points
SELECT DISTINCT ON (machine_id, metric_type, zone_number) machine_id, metric_type, zone_number, timestamp, value
FROM machine_metrics WHERE $__timeFilter(timestamp)
ORDER BY machine_id, metric_type, zone_number, timestamp DESC

-- Table: every machine, with a number or without
-- accelerated: 1d
SELECT k.id, k.name, s.mean FROM machines k
LEFT JOIN (SELECT machine_id, avg(value) AS mean FROM machine_metrics
           WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY machine_id) s ON s.machine_id = k.id
ORDER BY k.id

-- Table: the ten worst hours
-- accelerated: 1h
SELECT date_trunc('hour', timestamp) AS hour, machine_id, max(value) AS peak
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature'
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 10

-- Table: how many points a metric has
-- accelerated: 1d
SELECT metric_type, count(*) AS points, count(target_value) AS with_target
FROM machine_metrics WHERE $__timeFilter(timestamp) GROUP BY metric_type ORDER BY points DESC, metric_type

-- Table: the highest points themselves
-- passed: raw points
SELECT machine_id, timestamp, value FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' ORDER BY value DESC, timestamp, machine_id LIMIT 20

-- Bar chart: means a hall
-- accelerated: 1d
SELECT coalesce(k.area, 'no hall') AS hall, avg(m.value) AS mean
FROM machines k INNER JOIN machine_metrics m ON m.machine_id = k.id
WHERE $__timeFilter(m.timestamp) AND m.metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Bar chart: by the hour of the day
-- accelerated: 1h
SELECT extract(hour FROM timestamp) AS hour, avg(value) AS mean
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Bar chart: by shifts
-- accelerated: 1h
SELECT CASE WHEN extract(hour FROM timestamp) BETWEEN 6 AND 13 THEN 'early'
            WHEN extract(hour FROM timestamp) BETWEEN 14 AND 21 THEN 'late' ELSE 'night' END AS shift, avg(value)
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Pie chart: share of each metric
-- accelerated: 1d
SELECT metric_type AS metric, count(*) AS value FROM machine_metrics
WHERE $__timeFilter(timestamp) GROUP BY metric_type

-- Histogram: counts of ranges of values
-- passed: an expression over single values
SELECT width_bucket(value, 60, 100, 20) AS class, count(*) FROM machine_metrics
WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1 ORDER BY 1

-- Heatmap: values in classes over time
-- passed: an expression over single values
SELECT $__timeGroupAlias(timestamp, '1h'), floor(value / 5) * 5 AS class, count(*) AS count
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1, 2 ORDER BY 1, 2

-- State timeline: hot or not in each hour
-- accelerated: 1h
SELECT time_bucket('1 hour', timestamp) AS time, machine_id AS metric,
       CASE WHEN max(value) > 92 THEN 'hot' WHEN avg(value) > 80 THEN 'warm' ELSE 'fine' END AS state
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1, 2 ORDER BY 1, 2

-- Annotations: hours in which a limit was passed
-- accelerated: 1h
SELECT date_trunc('hour', timestamp) AS time, 'Too hot: ' || machine_id AS text
FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature'
GROUP BY 1, machine_id HAVING max(value) > 94 ORDER BY 1, 2

-- Annotations: the points that passed it
-- passed: raw points
SELECT timestamp AS time, machine_id AS text, metric_type AS tags FROM machine_metrics
WHERE $__timeFilter(timestamp) AND value > 94 AND metric_type = 'temperature' ORDER BY 1, 2

-- Alert: the mean of five minutes
-- passed: shorter than any bucket that is closed
SELECT machine_id, avg(value) FROM machine_metrics
WHERE timestamp > now() - interval '5 minutes' AND metric_type = 'temperature' GROUP BY machine_id

-- Alert: the mean of a day
-- accelerated: 1h
SELECT machine_id, avg(value) FROM machine_metrics
WHERE timestamp > now() - interval '1 day' AND metric_type = 'temperature' GROUP BY machine_id

-- Variable: metrics of a machine
-- accelerated: 1d
SELECT DISTINCT metric_type FROM machine_metrics WHERE machine_id = 'M-01' ORDER BY metric_type

-- Variable: zones
-- accelerated: 1d
SELECT zone_number FROM machine_metrics WHERE zone_number IS NOT NULL GROUP BY zone_number ORDER BY 1

-- Variable: machines of a metric, with names to read
-- accelerated: 1d
SELECT DISTINCT k.name AS __text, m.machine_id AS __value
FROM machine_metrics m JOIN machines k ON k.id = m.machine_id WHERE m.metric_type = 'temperature' ORDER BY 1, 2

-- Several blocks: one scalar in each column
-- accelerated: 1d
SELECT (SELECT max(value) FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature') AS high,
       (SELECT count(*) FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'level') AS points

-- Several levels: the highest hourly mean of each day
-- accelerated: 1h
SELECT date_trunc('day', hour) AS time, max(mean) AS highest
FROM (SELECT date_trunc('hour', timestamp) AS hour, avg(value) AS mean
      FROM machine_metrics WHERE $__timeFilter(timestamp) AND metric_type = 'temperature' GROUP BY 1) hours
GROUP BY 1 ORDER BY 1

-- Lateral: the mean of each machine
-- accelerated: 1d
SELECT k.id, s.mean FROM machines k
CROSS JOIN LATERAL (SELECT avg(value) AS mean FROM machine_metrics m
                    WHERE m.machine_id = k.id AND $__timeFilter(m.timestamp)) s
ORDER BY k.id

-- Subtotals
-- passed: several groupings at once
SELECT machine_id, metric_type, count(*) FROM machine_metrics
WHERE $__timeFilter(timestamp) GROUP BY ROLLUP (machine_id, metric_type) ORDER BY 1, 2
