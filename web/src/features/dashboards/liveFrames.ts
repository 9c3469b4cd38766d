import type { LiveFilter, LivePoint } from '../../api/live';
import type { FieldTotal, FrameJson, LiveBinding } from '../../panels/panel';

export function bindingsOf(frames: FrameJson[]): LiveBinding[] {
  return frames.flatMap((frame) => frame.schema.meta?.custom?.live ?? []);
}

export function concerns(binding: LiveBinding, point: LivePoint): boolean {
  const { machines, metrics } = binding;
  if (machines !== null && !machines.includes(point.machine_id)) return false;
  if (metrics !== null && !metrics.includes(point.metric_type)) return false;
  if (binding.mode === 'refresh' || binding.zones === null) return true;
  return point.zone_number !== null && binding.zones.includes(point.zone_number);
}

/** One subscription that covers all bindings; null when nothing can change the page. */
export function filterFor(bindings: LiveBinding[]): LiveFilter | null {
  if (bindings.length === 0) return null;
  const union = (lists: (string[] | null)[]) =>
    lists.includes(null) ? undefined : [...new Set(lists.flatMap((list) => list ?? []))].sort();
  return {
    machines: union(bindings.map(({ machines }) => machines)),
    metrics: union(bindings.map(({ metrics }) => metrics)),
  };
}

/** The frame with the new samples as rows and without the rows left of `from`; the same frame if nothing changes. */
export function appendPoints(frame: FrameJson, points: LivePoint[], from: number): FrameJson {
  const binding = frame.schema.meta?.custom?.live;
  if (binding?.mode !== 'append') return frame;
  const mine = points.filter((point) => point.timestamp >= from && concerns(binding, point));
  const timeColumn = frame.schema.fields.findIndex(({ type }) => type === 'time');
  if (mine.length === 0 || timeColumn < 0) return frame;
  const columns = plainColumns(frame);
  for (const point of mine) insert(columns, timeColumn, rowOf(frame, timeColumn, binding.fields, point));
  const kept = withoutOld(columns, timeColumn, from);
  return { schema: withTotals(frame, timeColumn, binding.fields, mine), data: { values: kept } };
}

/**
 * The totals of a reduced frame with what came after its last row. What lies before may be among the rows that were left out, and
 * what has left the range stays in: the next answer counts anew.
 */
function withTotals(
  { schema, data }: FrameJson,
  timeColumn: number,
  sources: Record<string, 'value' | 'target_value'>,
  points: LivePoint[],
): FrameJson['schema'] {
  const times = (data.values[timeColumn] ?? []) as number[];
  const newest = Math.max(times[0] ?? -Infinity, times[times.length - 1] ?? -Infinity);
  const later = points.filter(({ timestamp }) => timestamp > newest);
  if (schema.meta?.custom?.reduced === undefined || later.length === 0) return schema;
  const fields = schema.fields.map((field) => {
    const source = sources[field.name];
    const custom = field.config?.custom as { total?: FieldTotal } | undefined;
    if (custom?.total === undefined || source === undefined) return field;
    const total = later.reduce((sum, point) => plus(sum, point[source]), custom.total);
    return { ...field, config: { ...field.config, custom: { ...custom, total } } };
  });
  return { ...schema, fields };
}

function plus(total: FieldTotal, value: number | null): FieldTotal {
  const { count, sum } = total;
  if (value === null) return total;
  return { ...total, count: count + 1, sum: typeof sum === 'number' ? sum + value : sum };
}

function rowOf(
  frame: FrameJson,
  timeColumn: number,
  fields: Record<string, 'value' | 'target_value'>,
  point: LivePoint,
): unknown[] {
  return frame.schema.fields.map(({ name }, column) => {
    if (column === timeColumn) return point.timestamp;
    const source = fields[name];
    return source === undefined ? null : point[source];
  });
}

/** Copies the columns. Numbers that JSON cannot say lie beside them (`entities`) by position, and positions are about to move. */
function plainColumns(frame: FrameJson): unknown[][] {
  const spoken: Record<string, number> = { NaN: Number.NaN, Inf: Infinity, NegInf: -Infinity };
  return frame.data.values.map((values, column) => {
    const copy = [...values];
    for (const [kind, places] of Object.entries(frame.data.entities?.[column] ?? {})) {
      for (const place of places) copy[place] = spoken[kind] ?? null;
    }
    return copy;
  });
}

/** Keeps the order that the query gave (rising, or falling when the first row is the newest). A row of the same time is corrected. */
function insert(columns: unknown[][], timeColumn: number, row: unknown[]): void {
  const times = columns[timeColumn] as number[];
  const time = row[timeColumn] as number;
  const known = times.lastIndexOf(time);
  if (known >= 0) {
    columns.forEach((values, column) => {
      values[known] = row[column];
    });
    return;
  }
  const place = isFalling(times) ? times.findIndex((each) => each < time) : placeInRising(times, time);
  const index = place < 0 ? times.length : place;
  columns.forEach((values, column) => {
    values.splice(index, 0, row[column]);
  });
}

function isFalling(times: number[]): boolean {
  return times.length > 1 && (times[0] ?? 0) > (times[times.length - 1] ?? 0);
}

/** New samples belong at the end nearly always, so the search starts there. */
function placeInRising(times: number[], time: number): number {
  let place = times.length;
  while (place > 0 && (times[place - 1] ?? 0) > time) place--;
  return place;
}

function withoutOld(columns: unknown[][], timeColumn: number, from: number): unknown[][] {
  const times = columns[timeColumn] as number[];
  if (times.every((time) => time >= from)) return columns;
  return columns.map((values) => values.filter((_, index) => (times[index] ?? 0) >= from));
}

/** Asking again is decent at most about once a second, and never makes up more than a fifth of the server's time. */
export function pauseAfterAnswer(elapsedMs: number): number {
  return Math.max(1000, 5 * elapsedMs);
}

/** How far the clock may run before a window of this length visibly lags: half a pixel of a wide screen. */
export function slideStep(range: { from: number; to: number }): number {
  return Math.min(10_000, Math.max(250, (range.to - range.from) / 4000));
}
