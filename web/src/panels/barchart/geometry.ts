import { textWidth } from '../../chart/measure';
import type { Bar } from './bars';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ChartBox {
  /** Inside the axes. */
  plot: Rect;
  horizontal: boolean;
  ticks: number[];
  groups: number;
  /** Bars beside each other in one group. */
  places: number;
  groupWidth: number;
  barWidth: number;
}

export const fontSize = 12;

/** Leaves room for the texts of both axes. */
export function plotRect(
  size: { width: number; height: number },
  categories: string[],
  tickTexts: string[],
  horizontal: boolean,
): Rect {
  const widest = (texts: string[]) =>
    Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, fontSize))));
  const left = Math.min(size.width * 0.4, widest(horizontal ? categories : tickTexts) + 12);
  const top = 14;
  const bottom = 24;
  const right = 14;
  return {
    x: left,
    y: top,
    width: Math.max(1, size.width - left - right),
    height: Math.max(1, size.height - top - bottom),
  };
}

/** Distance of a value from the low end of the value axis. */
export function along(value: number, { plot, horizontal, ticks }: ChartBox): number {
  const [min, max] = [ticks[0] ?? 0, ticks[ticks.length - 1] ?? 1];
  const share = Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
  return share * (horizontal ? plot.width : plot.height);
}

export function groupSize({ plot, horizontal, groups }: ChartBox): number {
  return (horizontal ? plot.height : plot.width) / Math.max(1, groups);
}

export function barRect(bar: Bar, box: ChartBox): Rect {
  const { plot, horizontal, places } = box;
  const group = groupSize(box);
  const used = group * box.groupWidth;
  const slot = used / Math.max(1, places);
  const thickness = Math.max(1, slot * box.barWidth);
  const across = group * bar.category + (group - used) / 2 + slot * bar.place + (slot - thickness) / 2;
  const [low, high] = [along(Math.min(bar.from, bar.to), box), along(Math.max(bar.from, bar.to), box)];
  return horizontal
    ? { x: plot.x + low, y: plot.y + across, width: high - low, height: thickness }
    : { x: plot.x + across, y: plot.y + plot.height - high, width: thickness, height: high - low };
}
