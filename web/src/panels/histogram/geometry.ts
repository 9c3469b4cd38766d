import { textWidth } from '../../chart/measure';
import { axisText, guessDecimals, percentAxisText } from '../../grafana/display';
import type { ThemeName } from '../../grafana/theme';
import { niceTicks, ticksWithin } from '../shared/ticks';
import type { CountBar, HistogramData } from './buckets';

export const fontSize = 12;

export interface Tick {
  at: number;
  text: string;
}

export interface Frame {
  /** Edges of the plot. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Ticks along the values and along the counts, in pixels. */
  values: Tick[];
  counts: Tick[];
  x: (value: number) => number;
  y: (count: number) => number;
}

/** Where axes and buckets go. */
export function frameOf(
  data: HistogramData,
  bars: CountBar[],
  size: { width: number; height: number },
  theme: ThemeName,
): Frame {
  const percent = data.stacking === 'percent';
  const highest = percent ? 1 : Math.max(1, ...bars.map((bar) => bar.to));
  // Counts are whole: there is no tick between 0 and 1.
  const counts = niceTicks(0, highest, Math.max(1, size.height / 40)).filter(
    (tick) => percent || Number.isInteger(tick),
  );
  const countTexts = textsOfCounts(data, counts, theme);
  const left = Math.min(size.width * 0.4, Math.ceil(Math.max(...countTexts.map(widthOf))) + 12);
  const [right, top, bottom] = [size.width - 14, 8, size.height - 24];
  const [min, max] = [
    data.buckets.xMin.values[0] ?? 0,
    data.buckets.xMax.values[data.buckets.xMax.values.length - 1] ?? 1,
  ];
  const end = counts[counts.length - 1] ?? 1;
  const x = (value: number) => left + ((value - min) / (max - min || 1)) * Math.max(1, right - left);
  const y = (count: number) => bottom - (count / end) * Math.max(1, bottom - top);
  return {
    left,
    right,
    top,
    bottom,
    values: valueTicks(data, min, max, right - left).map(({ at, text }) => ({ at: x(at), text })),
    counts: counts.map((tick, i) => ({ at: y(tick), text: countTexts[i] ?? '' })),
    x,
    y,
  };
}

function widthOf(text: string): number {
  return textWidth(text, fontSize);
}

function textsOfCounts({ series, stacking }: HistogramData, ticks: number[], theme: ThemeName): string[] {
  const field = series[0]?.field;
  if (!field) {
    return ticks.map(String);
  }
  const ofShare = percentAxisText(field, theme);
  const decimals = guessDecimals((ticks[1] ?? 1) - (ticks[0] ?? 0));
  return ticks.map((tick) => (stacking === 'percent' ? ofShare(tick, decimals) : axisText(field, tick, 0)));
}

/** As many round numbers along the buckets as their texts have room for. */
function valueTicks({ buckets }: HistogramData, min: number, max: number, width: number): Tick[] {
  for (let most = Math.max(1, Math.floor(width / 50)); ; most--) {
    const ticks = ticksWithin(min, max, most);
    const decimals = guessDecimals((ticks[1] ?? 1) - (ticks[0] ?? 0));
    const texts = ticks.map((tick) => axisText(buckets.xMin, tick, decimals));
    const widest = Math.max(0, ...texts.map(widthOf)) + 12;
    if (most === 1 || widest * ticks.length <= width) {
      return ticks.map((at, i) => ({ at, text: texts[i] ?? '' }));
    }
  }
}
