-- Machines are retired, never deleted: their points and what was counted with them stay true. The view gets the column
-- last, so that queries that name the columns of before see no difference.

alter table machines add column retired timestamptz;

create or replace view public.machines as
select id, name, site, area, line, status, oee, availability, performance, quality, ideal_cycle_seconds, last_updated, retired
from machines;
