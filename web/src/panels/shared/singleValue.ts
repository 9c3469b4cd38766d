import {
  defaultReduceOptions,
  type FieldDisplay,
  type ReduceOptions,
  singleValues,
} from '../../grafana/display';
import { OptionReader } from '../options';
import type { ViewProps } from '../view';

export const reducePaths = [
  'reduceOptions.calcs',
  'reduceOptions.fields',
  'reduceOptions.values',
  'reduceOptions.limit',
] as const;

/** Thresholds that stat, gauge, bar gauge, table and state timeline have when the file sets none. */
export const assumedThresholds = {
  mode: 'absolute',
  steps: [
    { color: 'green', value: null },
    { color: 'red', value: 80 },
  ],
};

export function reduceOptions(options: Record<string, unknown> | undefined): ReduceOptions {
  const reader = new OptionReader(options).under('reduceOptions');
  const calcs = reader.texts('calcs');
  return {
    calcs: calcs.length > 0 ? calcs : defaultReduceOptions.calcs,
    fields: reader.text('fields') ?? '',
    values: reader.flag('values', false),
    limit: reader.number('limit'),
  };
}

export function panelValues(
  { prepared, panel, replaceVariables, theme, timeZone }: ViewProps,
  more: { sparkline?: boolean; percentChange?: boolean } = {},
): FieldDisplay[] {
  const values = singleValues({
    frames: prepared.frames,
    fieldConfig: prepared.fieldConfig,
    reduceOptions: reduceOptions(panel.options),
    replaceVariables,
    theme,
    timeZone,
    ...more,
  });
  return values.map(withoutBlank);
}

/** A field of nulls has no text; a panel must not look empty because of that. */
function withoutBlank(value: FieldDisplay): FieldDisplay {
  return value.display.text === ''
    ? { ...value, display: { ...value.display, text: '–', suffix: '' } }
    : value;
}

export type Orientation = 'horizontal' | 'vertical';

export interface Cell {
  width: number;
  height: number;
}

export interface Grid extends Cell {
  columns: number;
  rows: number;
}

/** Places `count` values: side by side in a wide panel, below each other in a tall one. */
export function repeat(
  count: number,
  area: Cell,
  orientation: 'auto' | Orientation,
  gap: number,
  minimum: Cell = { width: 0, height: 0 },
): Grid & { orientation: Orientation } {
  const chosen =
    orientation === 'auto' ? (area.width > area.height ? 'vertical' : 'horizontal') : orientation;
  const along = chosen === 'vertical' ? area.width : area.height;
  const each = Math.max(
    (along - gap * (count - 1)) / count,
    chosen === 'vertical' ? minimum.width : minimum.height,
  );
  return chosen === 'vertical'
    ? { orientation: chosen, columns: count, rows: 1, width: each, height: area.height }
    : { orientation: chosen, columns: 1, rows: count, width: area.width, height: each };
}
