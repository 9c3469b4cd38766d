import { colorOfNumber, display, isColoredByValue, seriesColor, textOf } from '../../grafana/display';
import { type DataFrame, displayNameOf, type Field, FieldType } from '../../grafana/frames';
import type { ThemeName } from '../../grafana/theme';
import { OptionReader } from '../options';
import { niceTicks } from '../shared/ticks';

export interface BarSeries {
  id: string;
  name: string;
  color: string;
  field: Field;
  fillOpacity: number;
  lineWidth: number;
  inLegend: boolean;
  inTooltip: boolean;
  shown: boolean;
}

export interface BarData {
  categories: string[];
  series: BarSeries[];
}

/** Rows become groups of bars, named by `xField` or else by the first text, or the time. */
export function barData(
  frames: DataFrame[],
  xField: string | undefined,
  hidden: ReadonlySet<string>,
  theme: ThemeName,
): BarData {
  const frame = frames.find((candidate) => candidate.fields.some(isNumber) && candidate.length > 0);
  if (!frame) {
    return { categories: [], series: [] };
  }
  const named = frame.fields.find(
    (field) => field.name === xField || displayNameOf(field, frame, frames) === xField,
  );
  const category =
    named ??
    frame.fields.find((field) => field.type === FieldType.string) ??
    frame.fields.find((field) => field.type === FieldType.time);
  const categories = Array.from({ length: frame.length }, (_, row) =>
    category ? textOf(display(category, category.values[row])) : String(row + 1),
  );
  const fields = frame.fields.filter((field) => isNumber(field) && field !== category);
  return { categories, series: fields.map((field, i) => barSeries(field, i, frame, frames, hidden, theme)) };
}

function isNumber(field: Field): boolean {
  return field.type === FieldType.number;
}

function barSeries(
  field: Field,
  index: number,
  frame: DataFrame,
  frames: DataFrame[],
  hidden: ReadonlySet<string>,
  theme: ThemeName,
): BarSeries {
  const custom = new OptionReader(field.config.custom);
  const hide = custom.under('hideFrom');
  return {
    id: field.name,
    name: displayNameOf(field, frame, frames),
    // Here, unlike elsewhere, the palette counts only the fields that are drawn.
    color: seriesColor({ ...field, state: { ...field.state, seriesIndex: index } }, theme),
    field,
    fillOpacity: (custom.number('fillOpacity') ?? 80) / 100,
    lineWidth: custom.number('lineWidth') ?? 1,
    inLegend: !hide.flag('legend', false),
    inTooltip: !hide.flag('tooltip', false),
    shown: !hide.flag('viz', false) && !hidden.has(field.name),
  };
}

export type Stacking = 'none' | 'normal' | 'percent';

export interface Bar {
  series: BarSeries;
  category: number;
  /** Which of the bars that stand beside each other in the group. */
  place: number;
  from: number;
  to: number;
  value: number;
  color: string;
}

/** Where every bar starts and ends on the value axis; in a stack on top of the one before, by sign. */
export function barsOf({ categories, series }: BarData, stacking: Stacking): Bar[] {
  const shown = series.filter((entry) => entry.shown);
  return categories.flatMap((_, category) => {
    const total = shown.reduce((sum, entry) => sum + Math.abs(numberAt(entry, category) ?? 0), 0);
    const ends = { up: 0, down: 0 };
    return shown.flatMap((entry, i) => {
      const value = numberAt(entry, category);
      if (value === undefined) {
        return [];
      }
      const length = stacking === 'percent' ? (total === 0 ? 0 : value / total) : value;
      const side = value < 0 ? 'down' : 'up';
      const from = stacking === 'none' ? 0 : ends[side];
      ends[side] = from + length;
      const color = isColoredByValue(entry.field)
        ? (colorOfNumber(entry.field, value) ?? entry.color)
        : entry.color;
      return [
        {
          series: entry,
          category,
          place: stacking === 'none' ? i : 0,
          from,
          to: from + length,
          value,
          color,
        },
      ];
    });
  });
}

function numberAt({ field }: BarSeries, row: number): number | undefined {
  const value: unknown = field.values[row];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Round numbers from below the lowest to above the highest bar, zero among them unless the field sets its own limits. */
export function valueTicks(
  bars: Bar[],
  limits: { min?: number | null; max?: number | null },
  most: number,
): number[] {
  const ends = bars.flatMap((bar) => [bar.from, bar.to]);
  const min = limits.min ?? Math.min(0, ...ends);
  const max = limits.max ?? Math.max(0, ...ends);
  return niceTicks(min, max, most);
}
