/** A stretch of time in which a row keeps one state. */
export interface Segment {
  from: number;
  to: number;
  text: string;
  color: string;
}

export interface State {
  text: string;
  color: string;
}

export interface SegmentOptions {
  /** Neighbours with the same text and colour become one. */
  merge: boolean;
  /** `true`: a null goes on with the state before it; a number: when it lasts less long than this. */
  spanNulls: boolean | number;
  /** A state ends this long after its point when no other follows. */
  insertNulls?: number;
  /** Until when the last state is known to last. */
  end: number;
}

export interface Point {
  time: number;
  state: State | null;
}

/** Turns points into stretches. A state lasts until the next point, or until a null says that nothing is known. */
export function segmentsOf(points: Point[], options: SegmentOptions): Segment[] {
  const known = spanned(points, options.spanNulls);
  const segments: Segment[] = [];
  known.forEach(({ time, state }, i) => {
    const next = known[i + 1]?.time ?? Math.max(options.end, time);
    const to = options.insertNulls !== undefined ? Math.min(next, time + options.insertNulls) : next;
    if (!state) {
      return;
    }
    const last = segments[segments.length - 1];
    if (options.merge && last && last.to === time && last.text === state.text && last.color === state.color) {
      last.to = to;
    } else {
      segments.push({ from: time, to, text: state.text, color: state.color });
    }
  });
  return segments;
}

function spanned(points: Point[], spanNulls: boolean | number): Point[] {
  if (spanNulls === false) {
    return points;
  }
  const longest = spanNulls === true ? Number.POSITIVE_INFINITY : spanNulls;
  const kept: Point[] = [];
  let nulls: Point[] = [];
  for (const point of points) {
    if (!point.state) {
      nulls.push(point);
      continue;
    }
    const before = kept[kept.length - 1];
    if (!before || point.time - before.time >= longest) {
      nulls.forEach((gap) => {
        kept.push(gap);
      });
    }
    kept.push(point);
    nulls = [];
  }
  // Nulls at the end of time go on for ever only when every null may.
  return spanNulls === true ? kept : [...kept, ...nulls];
}

/** The stretch at `time`; they are in order and do not overlap. */
export function segmentAt(segments: Segment[], time: number): Segment | undefined {
  let [low, high] = [0, segments.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (!segment) {
      return undefined;
    }
    if (time < segment.from) {
      high = middle - 1;
    } else if (time >= segment.to) {
      low = middle + 1;
    } else {
      return segment;
    }
  }
  return undefined;
}

/** The usual distance of neighbouring points: the smallest, because holes only make it larger. */
export function stepOf(times: number[]): number {
  let step = Number.POSITIVE_INFINITY;
  for (let i = 1; i < times.length; i++) {
    const distance = (times[i] ?? 0) - (times[i - 1] ?? 0);
    step = distance > 0 && distance < step ? distance : step;
  }
  return Number.isFinite(step) ? step : 0;
}

/** For a status history: every point is a cell of its own around its time. */
export function cellsOf(points: Point[], width: number): Segment[] {
  return points.flatMap(({ time, state }) =>
    state ? [{ from: time - width / 2, to: time + width / 2, text: state.text, color: state.color }] : [],
  );
}
