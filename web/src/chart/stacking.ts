import type { Samples, Stack } from './spec';

interface Stackable {
  stack?: Stack;
  shown: boolean;
}

/** Series that mostly hold negative values pile up below zero, so that they do not eat the positive ones. */
function isNegative(values: Samples): boolean {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) < 0;
}

/** Lists of series that pile up on each other, lowest first. Hidden series take no place. */
export function stacks(series: Stackable[], values: Samples[]): number[][] {
  const groups = new Map<string, number[]>();
  series.forEach(({ stack, shown }, i) => {
    if (stack && shown) {
      const key = `${stack.mode} ${isNegative(values[i] ?? [])} ${stack.group}`;
      groups.set(key, [...(groups.get(key) ?? []), i]);
    }
  });
  return [...groups.values()];
}

/** Where the values are drawn. A gap stays a gap, and the series above stand on what is there. */
export function stackValues(series: Stackable[], values: Samples[]): Samples[] {
  const drawn = [...values];
  for (const members of stacks(series, values)) {
    const length = Math.max(...members.map((i) => values[i]?.length ?? 0));
    const share =
      series[members[0] ?? 0]?.stack?.mode === 'percent' ? totals(members, values, length) : undefined;
    const sum = new Float64Array(length);
    for (const member of members) {
      drawn[member] = (values[member] ?? []).map((value, i) => {
        if (value === null || value === undefined) {
          return value;
        }
        const total = share?.[i];
        sum[i] = (sum[i] ?? 0) + (total === undefined ? value : total === 0 ? 0 : value / total);
        return sum[i];
      });
    }
  }
  return drawn;
}

function totals(members: number[], values: Samples[], length: number): number[] {
  return Array.from({ length }, (_, i) =>
    members.reduce((total, member) => total + Math.abs(values[member]?.[i] ?? 0), 0),
  );
}
