-- The queries of the customer's guide, word for word. A mark says which rollup answers, or why none can.

-- Arbitrary time ranges
-- accelerated: 5m
SELECT 
  time_bucket('5 minutes', timestamp) AS time,
  machine_id,
  metric_type,
  AVG(value) AS avg_value,
  MAX(value) AS max_value,
  MIN(value) AS min_value
FROM machine_metrics
WHERE 
  timestamp >= $__timeFrom()
  AND timestamp <= $__timeTo()
  AND machine_id = '$machine_id'
  AND metric_type = 'temperature'
GROUP BY time, machine_id, metric_type
ORDER BY time ASC;

-- The variable machine_id
-- passed: not over machine_metrics
SELECT id, name FROM machines ORDER BY name;

-- The variable metric_type
-- accelerated: 1d
SELECT DISTINCT metric_type FROM machine_metrics;

-- The variable area
-- passed: not over machine_metrics
SELECT DISTINCT area FROM machines;

-- A query with variables
-- passed: raw points
SELECT 
  timestamp AS time,
  value,
  target_value
FROM machine_metrics
WHERE 
  machine_id IN ($machine_id)
  AND metric_type IN ($metric_type)
  AND timestamp >= $__timeFrom()
  AND timestamp <= $__timeTo()
ORDER BY timestamp ASC;

-- An alert
-- passed: a minute is finer than any rollup
SELECT 
  time_bucket('1 minute', timestamp) AS time,
  machine_id,
  AVG(value) AS avg_temperature
FROM machine_metrics
WHERE 
  metric_type = 'temperature'
  AND timestamp >= NOW() - INTERVAL '10 minutes'
GROUP BY time, machine_id
HAVING AVG(value) > 85;

-- Instead of raw points
-- passed: raw points
SELECT timestamp, value FROM machine_metrics WHERE timestamp <= $__timeTo()

-- Use aggregation
-- accelerated: 5m
SELECT 
  time_bucket('5 minutes', timestamp) AS time,
  AVG(value) AS avg_value
FROM machine_metrics
WHERE timestamp >= $__timeFrom()
GROUP BY time;

-- Limit data points
-- passed: raw points
SELECT * FROM (
  SELECT timestamp, value
  FROM machine_metrics
  WHERE timestamp >= $__timeFrom()
  ORDER BY timestamp DESC
  LIMIT 10000  -- Max points per query
) subquery
ORDER BY timestamp ASC;

-- What the materialized view is made of
-- accelerated: 1h
SELECT 
  DATE_TRUNC('hour', timestamp) AS hour,
  machine_id,
  metric_type,
  AVG(value) AS avg_value,
  MIN(value) AS min_value,
  MAX(value) AS max_value,
  COUNT(*) AS point_count
FROM machine_metrics
GROUP BY hour, machine_id, metric_type;

-- What the continuous aggregate is made of
-- accelerated: 1h
SELECT 
  time_bucket('1 hour', timestamp) AS hour,
  machine_id,
  metric_type,
  AVG(value) AS avg_value,
  MIN(value) AS min_value,
  MAX(value) AS max_value,
  COUNT(*) AS point_count
FROM machine_metrics
GROUP BY hour, machine_id, metric_type;

-- 1. Machine Temperature Over Time
-- passed: raw points
SELECT 
  timestamp AS time,
  value AS temperature,
  target_value AS target
FROM machine_metrics
WHERE 
  machine_id = '$machine_id'
  AND metric_type = 'temperature'
  AND timestamp >= $__timeFrom()
  AND timestamp <= $__timeTo()
ORDER BY timestamp ASC;

-- 2. Multi-Zone Temperature Comparison
-- passed: grouped by the points' own times
SELECT 
  timestamp AS time,
  MAX(CASE WHEN zone_number = 1 THEN value END) AS zone1,
  MAX(CASE WHEN zone_number = 2 THEN value END) AS zone2,
  MAX(CASE WHEN zone_number = 3 THEN value END) AS zone3,
  MAX(CASE WHEN zone_number = 4 THEN value END) AS zone4
FROM machine_metrics
WHERE 
  machine_id = '$machine_id'
  AND metric_type = 'multi_zone_temp'
  AND timestamp >= $__timeFrom()
  AND timestamp <= $__timeTo()
GROUP BY timestamp
ORDER BY timestamp ASC;

-- 3. OEE Trend (from machines table)
-- passed: not over machine_metrics
SELECT 
  last_updated AS time,
  oee,
  availability,
  performance,
  quality
FROM machines
WHERE 
  id = '$machine_id'
  AND last_updated >= $__timeFrom()
  AND last_updated <= $__timeTo()
ORDER BY last_updated ASC;

-- 4. Power Consumption (Energy Table)
-- passed: not over machine_metrics
SELECT 
  hour AS time,
  SUM(energy_kwh) AS total_energy
FROM energy_consumption
WHERE 
  machine_id = '$machine_id'
  AND hour >= $__timeFrom()
  AND hour <= $__timeTo()
GROUP BY hour
ORDER BY hour ASC;

-- 5. Machine Status Over Time
-- passed: not over machine_metrics
SELECT 
  timestamp AS time,
  COUNT(*) FILTER (WHERE status = 'running') AS running,
  COUNT(*) FILTER (WHERE status = 'idle') AS idle,
  COUNT(*) FILTER (WHERE status = 'error') AS error
FROM machines
WHERE 
  area = '$area'
  AND last_updated >= $__timeFrom()
  AND last_updated <= $__timeTo()
GROUP BY timestamp
ORDER BY timestamp ASC;
