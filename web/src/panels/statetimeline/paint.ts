import type uPlot from 'uplot';
import { fontFamily, shortened } from '../../chart/measure';
import { blend, canvasColors, type ThemeName, textOn, withAlpha } from '../../grafana/theme';
import type { Row } from './rows';
import type { Segment } from './segments';

export interface TimelineLook {
  showValue: 'auto' | 'always' | 'never';
  alignValue: 'left' | 'center' | 'right';
  /** Share of a row's place that its boxes take. */
  rowHeight: number;
  theme: ThemeName;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const fontSize = 12;

/** Boxes and their texts; rows from top to bottom on a scale of 0 (top) to the number of rows. */
export function paintRows(u: uPlot, rows: Row[], look: TimelineLook, pixelRatio: number): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `500 ${fontSize * pixelRatio}px ${fontFamily}`;
  ctx.textBaseline = 'middle';
  const place = bbox.height / rows.length;
  const inks = new Map<string, Ink>();
  rows.forEach((row, i) => {
    const height = Math.max(1, Math.round(place * look.rowHeight));
    const top = Math.round(bbox.top + place * i + (place - height) / 2);
    let painted = Number.NEGATIVE_INFINITY;
    for (const segment of row.segments) {
      const box = boxOf(u, segment, top, height);
      // Of many states within one pixel only the first can be seen.
      if (box && box.left + box.width > painted) {
        painted = box.left + box.width;
        paintSegment(ctx, row, segment, box, inkOf(inks, row, segment.color, look.theme), look, pixelRatio);
      }
    }
  });
  ctx.restore();
}

interface Ink {
  fill: string;
  text: string;
}

/** Working colours out takes longer than painting, and there are only a few. */
function inkOf(inks: Map<string, Ink>, { opacity }: Row, color: string, theme: ThemeName): Ink {
  const key = `${color} ${opacity}`;
  let ink = inks.get(key);
  if (!ink) {
    const behind = blend(color, canvasColors(theme).panel, opacity);
    ink = { fill: withAlpha(color, opacity), text: textOn(behind, theme) };
    inks.set(key, ink);
  }
  return ink;
}

/** Where a stretch lies on the canvas; undefined outside the picture. */
function boxOf(u: uPlot, segment: Segment, top: number, height: number): Box | undefined {
  const { bbox } = u;
  const left = Math.max(bbox.left, Math.round(u.valToPos(segment.from, 'x', true)));
  const right = Math.min(bbox.left + bbox.width, Math.round(u.valToPos(segment.to, 'x', true)));
  return right < bbox.left || left > bbox.left + bbox.width
    ? undefined
    : { left, top, width: Math.max(1, right - left), height };
}

function paintSegment(
  ctx: CanvasRenderingContext2D,
  row: Row,
  segment: Segment,
  box: Box,
  ink: Ink,
  look: TimelineLook,
  pixelRatio: number,
): void {
  ctx.fillStyle = ink.fill;
  ctx.fillRect(box.left, box.top, box.width, box.height);
  if (row.lineWidth > 0) {
    ctx.strokeStyle = segment.color;
    ctx.lineWidth = row.lineWidth * pixelRatio;
    ctx.strokeRect(box.left, box.top, box.width, box.height);
  }
  if (look.showValue !== 'never' && box.height > fontSize * pixelRatio) {
    ctx.fillStyle = ink.text;
    paintText(ctx, segment.text, box, look, pixelRatio);
  }
}

function paintText(
  ctx: CanvasRenderingContext2D,
  text: string,
  box: Box,
  look: TimelineLook,
  pixelRatio: number,
): void {
  const pad = 4 * pixelRatio;
  const room = (box.width - 2 * pad) / pixelRatio;
  const shown = look.showValue === 'always' ? text : shortened(text, room, fontSize);
  if (shown === '') {
    return;
  }
  const { alignValue } = look;
  ctx.textAlign = alignValue;
  const x =
    alignValue === 'left'
      ? box.left + pad
      : alignValue === 'right'
        ? box.left + box.width - pad
        : box.left + box.width / 2;
  ctx.fillText(shown, x, box.top + box.height / 2 + pixelRatio);
}
