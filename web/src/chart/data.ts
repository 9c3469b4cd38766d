import { align, type Column, inTimeOrder } from './align';
import { bridgeShortGaps, drawable, insertNulls } from './nulls';
import type { ChartData, SeriesSpec } from './spec';
import { stackValues } from './stacking';

export interface SourceColumn extends Column {
  /** Break the line between points further apart than this, in milliseconds. */
  breakAfter?: number;
  /** Pass over gaps shorter than this, in milliseconds. */
  bridgeBelow?: number;
  negative?: boolean;
}

/** Columns in the order of the series. */
export function chartData(series: SeriesSpec[], columns: SourceColumn[]): ChartData {
  const { times, values } = align(columns.map(ownColumn));
  const signed = values.map((samples, i) =>
    columns[i]?.negative ? samples.map((v) => (v ? -v : v)) : samples,
  );
  return { times, values: signed, drawn: stackValues(series, signed.map(drawable)) };
}

function ownColumn(source: SourceColumn): Column {
  let column = inTimeOrder(source);
  if (source.breakAfter) {
    column = insertNulls(column.times, column.values, source.breakAfter);
  }
  if (source.bridgeBelow) {
    column = {
      times: column.times,
      values: bridgeShortGaps(column.times, column.values, source.bridgeBelow),
    };
  }
  return column;
}
