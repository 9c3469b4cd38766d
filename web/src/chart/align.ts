import type { Samples } from './spec';

export interface Column {
  times: number[];
  values: Samples;
}

/** One table over the times of all columns; undefined where a column has no point of its own. */
export function align(columns: Column[]): { times: number[]; values: Samples[] } {
  const first = columns[0];
  if (!first) {
    return { times: [], values: [] };
  }
  if (columns.every((column) => column.times === first.times || sameTimes(column.times, first.times))) {
    return { times: first.times, values: columns.map((column) => column.values) };
  }
  const times = [...new Set(columns.flatMap((column) => column.times))].sort((a, b) => a - b);
  const indexOf = new Map(times.map((time, i) => [time, i]));
  const values = columns.map((column) => {
    const aligned: Samples = new Array(times.length).fill(undefined);
    column.times.forEach((time, i) => {
      aligned[indexOf.get(time) ?? 0] = column.values[i];
    });
    return aligned;
  });
  return { times, values };
}

function sameTimes(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((time, i) => time === b[i]);
}

/** A query without ORDER BY still has an order in time. Rows without a time have no place in a chart. */
export function inTimeOrder({ times, values }: Column): Column {
  let ordered = true;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time === null || time === undefined || (i > 0 && time < (times[i - 1] ?? 0))) {
      ordered = false;
      break;
    }
  }
  if (ordered) {
    return { times, values };
  }
  const order = times
    .map((_, i) => i)
    .filter((i) => times[i] !== null && times[i] !== undefined)
    .sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return { times: order.map((i) => times[i] ?? 0), values: order.map((i) => values[i]) };
}
