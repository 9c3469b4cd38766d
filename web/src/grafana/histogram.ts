import { buildHistogram, getDisplayProcessor, getHistogramFields } from '@grafana/data';
import { type DataFrame, type Field, FieldType } from './frames';
import { grafanaTheme, type ThemeName } from './theme';

export interface HistogramFields {
  /** Lower and upper bounds of the buckets that hold anything, in order. */
  xMin: Field<number>;
  xMax: Field<number>;
  /** How many values fall into each bucket, by series. */
  counts: Field<number>[];
}

export interface BucketOptions {
  count: number;
  size?: number;
  offset: number;
  combine: boolean;
}

/** Counts values into buckets as Grafana does, or takes a frame that says `xMin`, `xMax` and counts as it is. */
export function histogramOf(
  frames: DataFrame[],
  options: BucketOptions,
  theme: ThemeName,
): HistogramFields | undefined {
  const [only] = frames;
  const ready = frames.length === 1 && only && getHistogramFields(only);
  if (ready) {
    return ready;
  }
  const values = frames.flatMap(({ fields }) => fields.filter(isNumber)).flatMap(finiteValues);
  if (values.length === 0) {
    return undefined;
  }
  const bucketOptions = {
    bucketSize: options.size ?? unusualSize(values, options.count),
    bucketCount: options.count,
    bucketOffset: options.offset,
    combine: options.combine,
  };
  const built = buildHistogram(frames, bucketOptions, grafanaTheme(theme));
  return built ? { ...built, xMin: readable(built.xMin, theme) } : undefined;
}

/** The bounds take the unit of the values, but not yet their texts. */
function readable(bounds: Field<number>, theme: ThemeName): Field<number> {
  return { ...bounds, display: getDisplayProcessor({ field: bounds, theme: grafanaTheme(theme) }) };
}

function isNumber(field: Field): boolean {
  return field.type === FieldType.number;
}

function finiteValues({ values }: Field): number[] {
  return values.filter((value) => Number.isFinite(value));
}

/** Grafana finds no size, and counts into no bucket, where all values are equal or lie farther apart than its largest size. */
function unusualSize(values: number[], count: number): number | undefined {
  const [min, max] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  if (min === max) {
    return 1;
  }
  const size = (max - min) / count;
  return size >= 5e9 ? 10 ** Math.ceil(Math.log10(size)) : undefined;
}
