import { type DataFrame, FieldType, timeFieldOf } from '../../grafana/frames';
import { intervalFor, parseDuration } from '../../grafana/time';
import type { OptionReader } from '../options';
import type { TimeRange } from '../panel';
import { niceStep } from '../shared/ticks';
import type { HeatmapCell, HeatmapData, HeatmapRow } from './cells';

/** About as many columns and rows as a panel shows well, when the file says nothing. */
const usualColumns = 40;
const usualRows = 20;

interface Sample {
  time: number;
  value: number;
}

/** Counts values of all series by time and size. */
export function calculated(
  frames: DataFrame[],
  options: OptionReader,
  range: TimeRange,
): HeatmapData | undefined {
  const yBuckets = options.under('yBuckets');
  const log = yBuckets.under('scale').text('type') === 'log';
  const samples = samplesOf(frames).filter(({ value }) => !log || value > 0);
  if (samples.length === 0) {
    return undefined;
  }
  const width = columnWidth(options.under('xBuckets'), range);
  const base = yBuckets.under('scale').number('log') === 2 ? 2 : 10;
  const { indexOf, boundOf } = log ? logRows(yBuckets, base) : linearRows(yBuckets, samples);
  const indices = samples.map(({ value }) => indexOf(value));
  const first = indices.reduce((least, index) => Math.min(least, index));
  const last = indices.reduce((most, index) => Math.max(most, index));
  const rows = Array.from({ length: last - first + 1 }, (_, i): HeatmapRow => {
    return { low: boundOf(first + i), high: boundOf(first + i + 1) };
  });
  const config = frames.flatMap(({ fields }) => fields).find(({ type }) => type === FieldType.number)?.config;
  return {
    width,
    rows,
    cells: counted(samples, width, (i) => (indices[i] ?? 0) - first),
    scale: log ? { type: 'log', base } : { type: 'linear' },
    unit: config?.unit,
    decimals: config?.decimals,
  };
}

function samplesOf(frames: DataFrame[]): Sample[] {
  return frames.flatMap((frame) => {
    const times = timeFieldOf(frame)?.values ?? [];
    const fields = frame.fields.filter(
      ({ type, config }) => type === FieldType.number && !config.custom?.hideFrom?.viz,
    );
    return fields.flatMap(({ values }) =>
      times.flatMap((time, i) => {
        const value: unknown = values[i];
        return typeof value === 'number' && Number.isFinite(value) ? [{ time, value }] : [];
      }),
    );
  });
}

function counted(samples: Sample[], width: number, rowOf: (index: number) => number): HeatmapCell[] {
  const cells = new Map<string, HeatmapCell>();
  samples.forEach(({ time }, i) => {
    const column = Math.floor(time / width) * width;
    const row = rowOf(i);
    const key = `${column} ${row}`;
    const cell = cells.get(key);
    if (cell) {
      cell.count++;
    } else {
      cells.set(key, { time: column, row, count: 1 });
    }
  });
  return [...cells.values()].sort((a, b) => a.time - b.time || a.row - b.row);
}

/** A size is a duration or a number of milliseconds; a number of columns gives a round size that makes about as many. */
function columnWidth(buckets: OptionReader, range: TimeRange): number {
  const number = buckets.number('value');
  if (buckets.text('mode') === 'size') {
    const size = number ?? parseDuration(minutes(buckets.text('value') ?? '')) ?? 0;
    if (size > 0) {
      return size;
    }
  }
  const count = buckets.text('mode') !== 'size' && number && number > 0 ? number : usualColumns;
  return intervalFor(range, count).milliseconds;
}

/** Files write `5min` for `5m`, too. */
function minutes(text: string): string {
  return text.replace(/^(\d+)min$/, '$1m');
}

interface RowRule {
  indexOf: (value: number) => number;
  boundOf: (index: number) => number;
}

/** So that 0.3 is the start of the fourth row of 0.1, though the division gives a little less than 3. */
const slack = 1e-9;

function linearRows(buckets: OptionReader, samples: Sample[]): RowRule {
  const number = buckets.number('value');
  const wanted = number !== undefined && number > 0 ? number : undefined;
  const size = buckets.text('mode') === 'size' && wanted ? wanted : roundSize(samples, wanted ?? usualRows);
  return {
    indexOf: (value) => Math.floor(value / size + slack),
    boundOf: (index) => Number((index * size).toPrecision(12)),
  };
}

function roundSize(samples: Sample[], count: number): number {
  const min = samples.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const max = samples.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return max > min ? niceStep((max - min) / count) : 1;
}

/** Each power of the base is split into as many rows as `value` says, one if it does not. */
function logRows(buckets: OptionReader, base: number): RowRule {
  const split = Math.max(1, Math.round(buckets.number('value') ?? 1));
  return {
    indexOf: (value) => Math.floor((Math.log(value) / Math.log(base)) * split + slack),
    boundOf: (index) => Number((base ** (index / split)).toPrecision(12)),
  };
}
