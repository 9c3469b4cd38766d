import type { SourceColumn } from '../../chart/data';
import type { ChartSpec, SeriesSpec } from '../../chart/spec';
import { colorOfNumber, isColoredByValue, seriesColor, textOf } from '../../grafana/display';
import { type DataFrame, displayNameOf, type Field, FieldType, timeFieldOf } from '../../grafana/frames';
import type { ThemeName } from '../../grafana/theme';
import type { Reduced } from '../panel';
import { colorStops } from './colorStops';
import { type TimeSeriesFieldOptions, timeSeriesFieldOptions } from './fieldOptions';
import { axes, scaleId } from './scales';

export interface SeriesField {
  id: string;
  name: string;
  field: Field;
  times: number[];
  options: TimeSeriesFieldOptions;
  /** Given where only what lines need of the rows is there. */
  reduced?: Reduced;
}

/** Every field that can be a line: numbers and booleans in a frame with a time. */
export function seriesFields(frames: DataFrame[]): SeriesField[] {
  return frames.flatMap((frame, frameIndex) => {
    const time = timeFieldOf(frame);
    if (!time) {
      return [];
    }
    return frame.fields
      .filter((field) => field.type === FieldType.number || field.type === FieldType.boolean)
      .map((field, i) => ({
        id: `${frameIndex}.${i} ${field.name}`,
        name: displayNameOf(field, frame, frames),
        field,
        times: time.values,
        options: timeSeriesFieldOptions(field),
        reduced: frame.meta?.custom?.reduced,
      }));
  });
}

/** `span`: how much time the chart shows, in milliseconds. */
export function columnsOf(fields: SeriesField[], span: number): SourceColumn[] {
  return fields.map(({ field, times, options, reduced }) => ({
    times,
    values: valuesOf(field, options),
    breakAfter: breakAfter(options, reduced, span),
    bridgeBelow: options.bridgeBelow,
    negative: options.transform === 'negative-Y',
  }));
}

/** Within a pixel of a reduced series points lie apart because others were left out, not because there was nothing. */
function breakAfter(
  { breakAfter }: TimeSeriesFieldOptions,
  reduced: Reduced | undefined,
  span: number,
): number | undefined {
  return breakAfter && reduced ? Math.max(breakAfter, span / reduced.pixels) : breakAfter;
}

function valuesOf(field: Field, { transform }: TimeSeriesFieldOptions): (number | null)[] {
  const values: (number | null)[] =
    field.type === FieldType.boolean
      ? field.values.map((v) => (v === null ? null : Number(v)))
      : field.values;
  return transform === 'constant' ? values.map(() => values[0] ?? null) : values;
}

/** `hidden` are the ids that the reader switched off in the legend. */
export function buildSpec(
  fields: SeriesField[],
  hidden: ReadonlySet<string>,
  theme: ThemeName,
  timeZone: string,
): ChartSpec {
  return {
    series: fields.map((entry) => seriesSpec(entry, fields, hidden, theme)),
    scales: axes(fields, theme),
    theme,
    timeZone,
  };
}

function seriesSpec(
  { id, name, field, options, reduced }: SeriesField,
  all: SeriesField[],
  hidden: ReadonlySet<string>,
  theme: ThemeName,
): SeriesSpec {
  const below = all.find(
    (other) => other.name === options.fillBelowTo || other.field.name === options.fillBelowTo,
  );
  return {
    id,
    name,
    color: seriesColor(field, theme),
    scale: scaleId({ field, options }),
    draw: options.draw,
    interpolation: options.interpolation,
    lineWidth: options.lineWidth,
    dash: options.dash,
    roundCap: options.roundCap,
    fillOpacity: options.fillOpacity,
    gradient: options.gradient,
    scheme: options.gradient === 'scheme' ? colorStops(field, theme) : undefined,
    connectGaps: options.connectGaps,
    // A chart shows points where they lie far enough apart, which says nothing where most of them were left out.
    showPoints: reduced && options.showPoints === 'auto' ? 'alone' : options.showPoints,
    pointSize: options.pointSize,
    barAlignment: options.barAlignment,
    barWidthFactor: options.barWidthFactor,
    barMaxWidth: options.barMaxWidth,
    fillBelowTo: below?.id,
    stack: options.stack,
    shown: !options.hide.viz && !hidden.has(id),
    inLegend: !options.hide.legend,
    inTooltip: !options.hide.tooltip,
    format: (value) => (field.display ? textOf(field.display(value)) : String(value)),
    colorAt: isColoredByValue(field) ? (value) => colorOfNumber(field, value) : undefined,
  };
}
