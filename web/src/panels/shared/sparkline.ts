export interface SparklineShape {
  line: string;
  area: string;
}

type Values = ArrayLike<number | null | undefined>;

/** More points than pixels cannot be seen: of each pixel only the first, lowest, highest and last remain. */
export function thin(times: ArrayLike<number>, values: Values, width: number): number[] {
  if (values.length <= width * 4) {
    return Array.from(values, (_, i) => i);
  }
  const [start, end] = [times[0] ?? 0, times[times.length - 1] ?? 0];
  const kept = new Set<number>();
  let bucket = -1;
  let [first, low, high, last] = [0, 0, 0, 0];
  const keep = () => {
    for (const index of [first, low, high, last]) {
      kept.add(index);
    }
  };
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const at = Math.floor((((times[i] ?? 0) - start) / (end - start || 1)) * width);
    if (at !== bucket || value === null || value === undefined) {
      keep();
      bucket = at;
      first = low = high = i;
    }
    low = (value ?? 0) < (values[low] ?? 0) ? i : low;
    high = (value ?? 0) > (values[high] ?? 0) ? i : high;
    last = i;
  }
  keep();
  return [...kept].sort((a, b) => a - b);
}

/** Path texts for a small line over time between `min` and `max`; gaps stay gaps. */
export function sparkline(
  times: ArrayLike<number>,
  values: Values,
  box: { width: number; height: number },
  range: { from: number; to: number },
  { min, max }: { min: number; max: number },
): SparklineShape {
  const x = (time: number) => round(((time - range.from) / (range.to - range.from || 1)) * box.width);
  // A flat line runs through the middle.
  const y = (value: number) =>
    round(max > min ? box.height - 1 - ((value - min) / (max - min)) * (box.height - 2) : box.height / 2);
  const runs: string[][] = [];
  let run: string[] = [];
  for (const i of thin(times, values, box.width)) {
    const value = values[i];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      run = [];
      continue;
    }
    if (run.length === 0) {
      runs.push(run);
    }
    run.push(`${x(times[i] ?? 0)} ${y(value)}`);
  }
  return {
    line: runs.map((points) => `M${points.join('L')}`).join(''),
    area: runs.map((points) => areaUnder(points, box.height)).join(''),
  };
}

function areaUnder(points: string[], height: number): string {
  const [first = '0', last = '0'] = [points[0]?.split(' ')[0], points[points.length - 1]?.split(' ')[0]];
  return `M${first} ${height}L${points.join('L')}L${last} ${height}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
