import type { Samples } from './spec';

/**
 * In aligned data null is a gap and undefined is "no point of mine here", which lines pass over. Only nulls that
 * stand for less than `maxGap` of time become passable.
 */
export function bridgeShortGaps(times: number[], values: Samples, maxGap: number): Samples {
  const result = values.slice();
  let lastValue = -1;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null || values[i] === undefined) {
      continue;
    }
    const gap =
      lastValue >= 0 && i - lastValue > 1
        ? (times[i] ?? 0) - (times[lastValue] ?? 0)
        : Number.POSITIVE_INFINITY;
    if (gap < maxGap) {
      result.fill(undefined, lastValue + 1, i);
    }
    lastValue = i;
  }
  return result;
}

/** Breaks the line where two neighbouring points lie more than `threshold` apart, by a null right between them. */
export function insertNulls(
  times: number[],
  values: Samples,
  threshold: number,
): { times: number[]; values: Samples } {
  const newTimes: number[] = [];
  const newValues: Samples = [];
  times.forEach((time, i) => {
    const previous = times[i - 1];
    if (previous !== undefined && time - previous > threshold) {
      newTimes.push(previous + threshold);
      newValues.push(null);
    }
    newTimes.push(time);
    newValues.push(values[i]);
  });
  return newTimes.length === times.length ? { times, values } : { times: newTimes, values: newValues };
}

/** A canvas cannot draw infinity or NaN: they are gaps in the picture, and only there. */
export function drawable(values: Samples): Samples {
  const isDrawable = (v: number | null | undefined) => v === null || v === undefined || Number.isFinite(v);
  return values.every(isDrawable) ? values : values.map((v) => (isDrawable(v) ? v : null));
}

/** Points with a gap on both sides, which no line would show. */
export function isolatedPoints(values: ArrayLike<number | null | undefined>): number[] {
  const isolated: number[] = [];
  let previous: number | null = null;
  let broken = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === undefined) {
      continue;
    }
    if (value === null) {
      if (previous !== null && broken) {
        isolated.push(previous);
      }
      previous = null;
      broken = true;
      continue;
    }
    broken = previous === null;
    previous = i;
  }
  if (previous !== null && broken) {
    isolated.push(previous);
  }
  return isolated;
}

/** The nearest index at or around `index` that has a point of this series (a gap is one: it has nothing to show). */
export function nearestPoint(values: ArrayLike<number | null | undefined>, index: number): number {
  if (values[index] !== undefined) {
    return index;
  }
  for (let distance = 1; distance < values.length; distance++) {
    if (values[index - distance] !== undefined) {
      return index - distance;
    }
    if (values[index + distance] !== undefined) {
      return index + distance;
    }
  }
  return index;
}
