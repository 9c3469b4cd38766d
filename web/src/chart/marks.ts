import type uPlot from 'uplot';
import { withAlpha } from '../grafana/theme';
import type { Annotation, TimeRange } from '../panels/panel';

/** Where a chart draws, in CSS pixels from its corner. */
export interface PlotBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One place at the axis, for all annotations that begin about there. */
export interface Marker {
  /** Pixels from the left end of the plot. */
  x: number;
  color: string;
  annotations: Annotation[];
}

/** As wide as something that a finger has to meet. */
export const MARKER_SIZE = 24;

/** Annotations that share a marker, in the order of time; what lies outside of the range is left out. */
export function markersOf(annotations: Annotation[], range: TimeRange, width: number): Marker[] {
  const markers: Marker[] = [];
  for (const annotation of inOrder(annotations, range)) {
    const x = Math.max(0, position(annotation.time, range, width));
    const last = markers[markers.length - 1];
    if (last !== undefined && x - last.x < MARKER_SIZE) {
      last.annotations.push(annotation);
    } else {
      markers.push({ x, color: annotation.color, annotations: [annotation] });
    }
  }
  return markers;
}

/** The stretches of one colour, those that touch as one: shades that lie on each other would only hide the lines. */
export interface Band {
  from: number;
  to: number;
  color: string;
}

export function bandsOf(annotations: Annotation[], range: TimeRange): Band[] {
  const open = new Map<string, Band>();
  const bands: Band[] = [];
  for (const { time, timeEnd, color } of inOrder(annotations, range)) {
    if (timeEnd === undefined) continue;
    const before = open.get(color);
    if (before !== undefined && time <= before.to) {
      before.to = Math.max(before.to, timeEnd);
    } else {
      const band = { from: time, to: timeEnd, color };
      open.set(color, band);
      bands.push(band);
    }
  }
  return bands;
}

function inOrder(annotations: Annotation[], { from, to }: TimeRange): Annotation[] {
  return annotations
    .filter(({ time, timeEnd }) => time <= to && (timeEnd ?? time) >= from)
    .sort((a, b) => a.time - b.time);
}

function position(time: number, { from, to }: TimeRange, width: number): number {
  return ((time - from) / (to - from)) * width;
}

/** The shades, which belong behind what the chart shows. */
export function paintBands(u: uPlot, annotations: Annotation[], range: TimeRange): void {
  const { ctx, bbox } = u;
  ctx.save();
  for (const { from, to, color } of bandsOf(annotations, range)) {
    const left = bbox.left + Math.max(0, position(from, range, bbox.width));
    const right = bbox.left + Math.min(bbox.width, position(to, range, bbox.width));
    ctx.fillStyle = withAlpha(color, 0.16);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}

/**
 * A line where something happened, or began, or ended, and a bar along the axis for as long as it lasted.
 * `ground` lies under the gaps of the lines, where they run over colours that they could be lost in.
 */
export function paintMarks(
  u: uPlot,
  annotations: Annotation[],
  range: TimeRange,
  pixelRatio: number,
  ground?: string,
): void {
  const { ctx, bbox } = u;
  const bottom = bbox.top + bbox.height;
  ctx.save();
  for (const { from, to, color } of bandsOf(annotations, range)) {
    const left = bbox.left + Math.max(0, position(from, range, bbox.width));
    const right = bbox.left + Math.min(bbox.width, position(to, range, bbox.width));
    ctx.fillStyle = color;
    ctx.fillRect(left, bottom - 3 * pixelRatio, Math.max(right - left, pixelRatio), 3 * pixelRatio);
  }
  for (const { x, color } of linesOf(annotations, range, bbox.width, LINE_GAP * pixelRatio)) {
    if (ground !== undefined) {
      ctx.fillStyle = ground;
      ctx.fillRect(bbox.left + x - pixelRatio, bbox.top, 3 * pixelRatio, bbox.height);
    }
    strokeLine(ctx, bbox.left + x + pixelRatio / 2, bbox.top, bottom, color, pixelRatio);
  }
  ctx.restore();
}

function strokeLine(
  ctx: CanvasRenderingContext2D,
  x: number,
  top: number,
  bottom: number,
  color: string,
  pixelRatio: number,
): void {
  ctx.lineWidth = pixelRatio;
  ctx.setLineDash([4 * pixelRatio, 4 * pixelRatio]);
  ctx.strokeStyle = color;
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
}

/** Lines of one colour that stand closer, in CSS pixels, would hide the chart; their marker counts them all. */
const LINE_GAP = 6;

export interface Line {
  /** Pixels from the left end of the plot. */
  x: number;
  color: string;
}

export function linesOf(annotations: Annotation[], range: TimeRange, width: number, gap: number): Line[] {
  const moments = inOrder(annotations, range)
    .flatMap(({ time, timeEnd, color }) =>
      [time, timeEnd ?? time].map((at) => ({ x: Math.round(position(at, range, width)), color })),
    )
    .filter(({ x }) => x >= 0 && x <= width)
    .sort((a, b) => a.x - b.x);
  const last = new Map<string, number>();
  return moments.filter(({ x, color }) => {
    const near = x - (last.get(color) ?? Number.NEGATIVE_INFINITY) < gap;
    if (!near) last.set(color, x);
    return !near;
  });
}
