import { type DataFrame, displayNameOf, type Field, FieldType, timeFieldOf } from '../../grafana/frames';
import type { OptionReader } from '../options';
import type { HeatmapCell, HeatmapData } from './cells';

interface Bucket {
  name: string;
  times: number[];
  values: (number | null)[];
}

/** Columns of counts, named by their bounds: by the label `le`, or as they are called. */
export function readyRows(frames: DataFrame[], options: OptionReader): HeatmapData | undefined {
  const buckets = inOrder(frames.flatMap((frame) => bucketsOf(frame, frames)));
  const times = [...new Set(buckets.flatMap(({ times }) => times))].sort((a, b) => a - b);
  if (buckets.length === 0 || times.length === 0) {
    return undefined;
  }
  const cells = buckets.flatMap((bucket, row) =>
    bucket.times.flatMap((time, i): HeatmapCell[] => {
      const count = bucket.values[i];
      return typeof count === 'number' && Number.isFinite(count) ? [{ time, row, count }] : [];
    }),
  );
  return {
    width: distanceOf(times),
    rows: buckets.map(({ name }, i) => ({ low: i, high: i + 1, name, bound: boundOf(name) })),
    cells: cells.sort((a, b) => a.time - b.time || a.row - b.row),
    scale: { type: 'rows', nameAt: nameAt(options.text('layout'), frames) },
  };
}

function bucketsOf(frame: DataFrame, frames: DataFrame[]): Bucket[] {
  const times = timeFieldOf(frame)?.values;
  if (!times) {
    return [];
  }
  return frame.fields
    .filter(({ type, config }) => type === FieldType.number && !config.custom?.hideFrom?.viz)
    .map((field) => ({ name: boundName(field, frame, frames), times, values: field.values }));
}

function boundName(field: Field, frame: DataFrame, frames: DataFrame[]): string {
  return field.labels?.le ?? displayNameOf(field, frame, frames);
}

/** By their bounds where all names are numbers: as texts, 10 comes before 5. */
function inOrder(buckets: Bucket[]): Bucket[] {
  const bounds = new Map(buckets.map((bucket) => [bucket, boundOf(bucket.name)]));
  const at = (bucket: Bucket) => bounds.get(bucket) ?? Number.NaN;
  return buckets.some((bucket) => Number.isNaN(at(bucket)))
    ? buckets
    : [...buckets].sort((a, b) => (at(a) === at(b) ? 0 : at(a) < at(b) ? -1 : 1));
}

function boundOf(name: string): number {
  const infinite = /^([+-]?)Inf(inity)?$/i.exec(name.trim());
  if (infinite) {
    return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return name.trim() === '' ? Number.NaN : Number(name);
}

function nameAt(layout: string | undefined, frames: DataFrame[]): 'low' | 'high' | 'middle' {
  const labelled = frames.some(({ fields }) => fields.some(({ labels }) => labels?.le !== undefined));
  if (layout === 'le' || ((layout ?? 'auto') === 'auto' && labelled)) {
    return 'high';
  }
  return layout === 'ge' ? 'low' : 'middle';
}

/** The shortest time between two columns: longer ones have gaps between them. */
function distanceOf(times: number[]): number {
  const distances = times.slice(1).map((time, i) => time - (times[i] ?? time));
  return distances.length > 0 ? distances.reduce((least, each) => Math.min(least, each)) : 60_000;
}
