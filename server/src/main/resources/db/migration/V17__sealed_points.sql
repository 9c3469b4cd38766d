-- Sealed points with the times of their blocks, for the planner, which knows the range and asks for those too: so a few blocks
-- are decoded, where machine_metrics decodes a month of each series. And one table to plan instead of one a month.

create view andon_planner.sealed_points as
select s.machine_id, s.metric_type, p.value, p."timestamp", s.zone_number, p.target_value, p.first_micros, p.last_micros
from block_points p join series s on s.id = p.series_id;

grant select on andon_planner.sealed_points to ${reader};
