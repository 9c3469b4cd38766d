import type uPlot from 'uplot';
import { fontFamily, textWidth } from '../../chart/measure';
import { type ThemeName, textOn } from '../../grafana/theme';
import type { HeatmapData } from './cells';
import type { ColorScale } from './colors';

export interface HeatmapLook {
  /** Pixels between cells. */
  gap: number;
  showValue: 'auto' | 'always' | 'never';
  countText: (count: number) => string;
  theme: ThemeName;
}

const fontSize = 11;

/** Cells where they lie on both scales, with their counts where these have room. */
export function paintCells(
  u: uPlot,
  { cells, rows, width }: HeatmapData,
  colors: ColorScale,
  look: HeatmapLook,
  pixelRatio: number,
): void {
  const { ctx, bbox } = u;
  const gap = look.gap * pixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `500 ${fontSize * pixelRatio}px ${fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { time, row, count } of cells) {
    const bounds = rows[row];
    if (!bounds) {
      continue;
    }
    const x = ends(u.valToPos(time, 'x', true), u.valToPos(time + width, 'x', true), gap);
    const y = ends(u.valToPos(bounds.high, 'y', true), u.valToPos(bounds.low, 'y', true), gap);
    const color = colors.colorOf(count);
    ctx.fillStyle = color;
    ctx.fillRect(x.start, y.start, x.length, y.length);
    const text = look.showValue === 'never' ? '' : look.countText(count);
    const fits =
      y.length > (fontSize + 4) * pixelRatio && x.length > (textWidth(text, fontSize, 500) + 6) * pixelRatio;
    if (text !== '' && (fits || look.showValue === 'always')) {
      ctx.fillStyle = textOn(color, look.theme);
      ctx.fillText(text, x.start + x.length / 2, y.start + y.length / 2);
    }
  }
  ctx.restore();
}

/** Half of the gap is taken off at each side, but no cell vanishes. */
function ends(one: number, other: number, gap: number): { start: number; length: number } {
  const [start, end] = [
    Math.round(Math.min(one, other) + gap / 2),
    Math.round(Math.max(one, other) - gap / 2),
  ];
  return { start, length: Math.max(1, end - start) };
}
