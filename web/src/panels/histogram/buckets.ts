import { seriesColor } from '../../grafana/display';
import { type DataFrame, displayNameOf, type Field } from '../../grafana/frames';
import { type HistogramFields, histogramOf } from '../../grafana/histogram';
import type { ThemeName } from '../../grafana/theme';
import { OptionReader } from '../options';

export type Stacking = 'none' | 'normal' | 'percent';

export interface CountSeries {
  id: string;
  name: string;
  color: string;
  /** Counts by bucket. */
  field: Field<number>;
  fillOpacity: number;
  lineWidth: number;
  inLegend: boolean;
  inTooltip: boolean;
  shown: boolean;
}

export interface HistogramData {
  buckets: Pick<HistogramFields, 'xMin' | 'xMax'>;
  series: CountSeries[];
  stacking: Stacking;
}

export function histogramData(
  frames: DataFrame[],
  options: OptionReader,
  hidden: ReadonlySet<string>,
  theme: ThemeName,
): HistogramData | undefined {
  const size = options.number('bucketSize');
  const fields = histogramOf(
    frames,
    {
      count: Math.max(1, options.number('bucketCount') || 30),
      size: size !== undefined && size > 0 ? size : undefined,
      offset: options.number('bucketOffset') ?? 0,
      combine: options.flag('combine', false),
    },
    theme,
  );
  if (!fields || fields.xMin.values.length === 0) {
    return undefined;
  }
  const series = fields.counts.map((field, i) => countSeries(field, i, frames, hidden, theme));
  const [first] = fields.counts;
  const stacking = new OptionReader(first?.config.custom)
    .under('stacking')
    .choice('mode', ['none', 'normal', 'percent']);
  return { buckets: fields, series, stacking };
}

function countSeries(
  field: Field<number>,
  index: number,
  frames: DataFrame[],
  hidden: ReadonlySet<string>,
  theme: ThemeName,
): CountSeries {
  const custom = new OptionReader(field.config.custom);
  const hide = custom.under('hideFrom');
  const id = `${index} ${field.name}`;
  return {
    id,
    name: field.state?.displayName ?? displayNameOf(field, { fields: [field], length: 0 }, frames),
    color: seriesColor(field, theme),
    field,
    fillOpacity: (custom.number('fillOpacity') ?? 80) / 100,
    lineWidth: custom.number('lineWidth') ?? 1,
    inLegend: !hide.flag('legend', false),
    inTooltip: !hide.flag('tooltip', false),
    shown: !hide.flag('viz', false) && !hidden.has(id),
  };
}

export interface CountBar {
  series: CountSeries;
  bucket: number;
  count: number;
  /** Ends on the axis of counts, or of shares. */
  from: number;
  to: number;
}

/** One bar for each series and bucket that holds anything: before each other, or on top of the one before. */
export function countBars({ buckets, series, stacking }: HistogramData): CountBar[] {
  const shown = series.filter((entry) => entry.shown);
  return buckets.xMin.values.flatMap((_, bucket) => {
    const countOf = ({ field }: CountSeries) => field.values[bucket] ?? 0;
    const total = shown.reduce((sum, entry) => sum + countOf(entry), 0);
    let top = 0;
    return shown.flatMap((entry) => {
      const count = countOf(entry);
      if (count === 0) {
        return [];
      }
      const from = stacking === 'none' ? 0 : top;
      top = from + (stacking === 'percent' ? count / total : count);
      return [{ series: entry, bucket, count, from, to: top }];
    });
  });
}
