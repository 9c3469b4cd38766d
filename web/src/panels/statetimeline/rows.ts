import { inTimeOrder } from '../../chart/align';
import { activeThreshold, display, textOf } from '../../grafana/display';
import { type DataFrame, displayNameOf, type Field, FieldType, timeFieldOf } from '../../grafana/frames';
import { resolveColor, type ThemeName } from '../../grafana/theme';
import { OptionReader } from '../options';
import { type Point, type Segment, type State, segmentsOf } from './segments';

export interface Row {
  name: string;
  segments: Segment[];
  /** Of 1. */
  opacity: number;
  lineWidth: number;
  inTooltip: boolean;
  /** Its states are few and have names; bare numbers on a colour scale are neither. */
  explained: boolean;
}

export interface RowOptions {
  merge: boolean;
  theme: ThemeName;
  /** Assumed where the file does not set it. */
  lineWidth: number;
  segments: (points: Point[], custom: OptionReader) => Segment[];
}

/** For a state timeline: a state lasts until the next point, the last one until `end`. */
export function lasting(merge: boolean, end: number): RowOptions['segments'] {
  return (points, custom) => {
    const spanNulls = custom.at('spanNulls');
    return segmentsOf(points, {
      merge,
      spanNulls: typeof spanNulls === 'number' ? spanNulls : spanNulls === true,
      insertNulls: custom.number('insertNulls'),
      end,
    });
  };
}

/** One row for every field beside a time. */
export function rowsOf(frames: DataFrame[], options: RowOptions): Row[] {
  return frames.flatMap((frame) => {
    const time = timeFieldOf(frame);
    if (!time) {
      return [];
    }
    return frame.fields
      .filter((field) => field.type !== FieldType.time && !hiddenFrom(field, 'viz'))
      .map((field) => rowOf(displayNameOf(field, frame, frames), time.values, field, options));
  });
}

function hiddenFrom(field: Field, where: 'viz' | 'legend' | 'tooltip'): boolean {
  return new OptionReader(field.config.custom).under('hideFrom').flag(where, false);
}

function rowOf(name: string, times: number[], field: Field, options: RowOptions): Row {
  const custom = new OptionReader(field.config.custom);
  const states = stateFinder(field, options.merge, options.theme);
  // Ordering works on numbers; the row numbers stand for values of any type.
  const order = inTimeOrder({ times, values: times.map((_, i) => i) });
  const points = order.times.map((time, i) => ({ time, state: states(field.values[order.values[i] ?? 0]) }));
  return {
    name,
    segments: options.segments(points, custom),
    opacity: (custom.number('fillOpacity') ?? 70) / 100,
    lineWidth: custom.number('lineWidth') ?? options.lineWidth,
    inTooltip: !hiddenFrom(field, 'tooltip'),
    explained:
      !hiddenFrom(field, 'legend') && (field.type !== FieldType.number || !!field.config.mappings?.length),
  };
}

/** Numbers coloured by thresholds are told apart by threshold, when neighbours shall merge at all. */
function stateFinder(field: Field, merge: boolean, theme: ThemeName): (value: unknown) => State | null {
  const byThreshold = isByThreshold(field, merge);
  const states = byThreshold ? thresholdStates(field, theme) : [];
  return (value) => {
    if (value === null || value === undefined) {
      return null;
    }
    if (byThreshold && typeof value === 'number') {
      return states[thresholdIndex(field, value)] ?? null;
    }
    const shown = display(field, value);
    return { text: textOf(shown), color: shown.color ?? '' };
  };
}

function isByThreshold(field: Field, merge: boolean): boolean {
  const { color, mappings } = field.config;
  return merge && field.type === FieldType.number && color?.mode === 'thresholds' && !mappings?.length;
}

function thresholdIndex(field: Field, value: number): number {
  const { thresholds } = field.config;
  const range = field.state?.range;
  const compared =
    thresholds?.mode === 'percentage' && range?.delta
      ? ((value - (range.min ?? 0)) / range.delta) * 100
      : value;
  const steps = thresholds?.steps ?? [];
  return steps.indexOf(activeThreshold(compared, steps));
}

/** "< 70 °C", "70 °C+", "85 °C+". */
export function thresholdStates(field: Field, theme: ThemeName): State[] {
  const { thresholds } = field.config;
  const steps = thresholds?.steps ?? [];
  const name = (value: number) =>
    thresholds?.mode === 'percentage' ? `${value}%` : textOf(display(field, value));
  return steps.map(({ value, color }, i) => {
    const next = steps[i + 1];
    const text = Number.isFinite(value) ? `${name(value)}+` : next ? `< ${name(next.value)}` : '';
    return { text, color: resolveColor(color, theme) };
  });
}

/** What the legend explains: every state once, thresholds in their order. */
export function legendStates(frames: DataFrame[], rows: Row[], merge: boolean, theme: ThemeName): State[] {
  const thresholded = frames.flatMap((frame) => frame.fields).filter((field) => isByThreshold(field, merge));
  const states = [
    ...thresholded.flatMap((field) => thresholdStates(field, theme)),
    ...rows
      .filter((row) => row.explained)
      .flatMap((row) => row.segments.map(({ text, color }) => ({ text, color }))),
  ];
  return [...new Map(states.map((state) => [`${state.color} ${state.text}`, state])).values()];
}
