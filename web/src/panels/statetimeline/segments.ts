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

interface Point {
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
