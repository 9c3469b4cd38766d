/** Round numbers from below `min` to above `max`. */
export function niceTicks(min: number, max: number, most: number): number[] {
  const span = max > min ? max - min : 1;
  const step = niceStep(span / Math.max(1, most));
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil((min + span) / step - 1e-9));
  return multiples(first, last, step);
}

/** Round numbers that lie between `min` and `max`. */
export function ticksWithin(min: number, max: number, most: number): number[] {
  const step = niceStep((max > min ? max - min : 1) / Math.max(1, most));
  return multiples(Math.ceil(min / step - 1e-9), Math.floor(max / step + 1e-9), step);
}

function multiples(first: number, last: number, step: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** A round number that is at least as large. */
export function niceStep(rough: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  return magnitude * ([1, 2, 2.5, 5].find((factor) => factor * magnitude >= rough) ?? 10);
}
