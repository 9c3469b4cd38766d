import type uPlot from 'uplot';
import { darken, lighten, withAlpha } from '../grafana/theme';
import type { ColorStop, ScaleSpec, SeriesSpec } from './spec';

type Paint = CanvasRenderingContext2D['strokeStyle'];

/** Colours along the value axis: a line changes colour where it passes a threshold. */
export function valueGradient(
  u: uPlot,
  scale: string,
  stops: ColorStop[],
  stepped: boolean,
  alpha = 1,
): Paint {
  const { top, height } = u.bbox;
  const gradient = u.ctx.createLinearGradient(0, top + height, 0, top);
  const at = (value: number) => {
    const y = Number.isFinite(value) ? u.valToPos(value, scale, true) : top + height;
    return Math.min(1, Math.max(0, (top + height - y) / height));
  };
  stops.forEach(({ value, color }, i) => {
    const previous = stops[i - 1];
    if (stepped && previous) {
      gradient.addColorStop(at(value), withAlpha(previous.color, alpha));
    }
    gradient.addColorStop(at(value), withAlpha(color, alpha));
  });
  return gradient;
}

function verticalGradient(u: uPlot, top: string, bottom: string): Paint {
  const gradient = u.ctx.createLinearGradient(0, u.bbox.top, 0, u.bbox.top + u.bbox.height);
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, bottom);
  return gradient;
}

/** uPlot also asks before the first layout, when there is no box for a gradient yet. */
const hasBox = (u: uPlot) => Number.isFinite(u.bbox.top) && u.bbox.height > 0;

export function strokeOf(series: SeriesSpec): (u: uPlot) => Paint {
  const { color, gradient, scheme, scale } = series;
  if (gradient === 'scheme' && scheme) {
    return (u) => (hasBox(u) ? valueGradient(u, scale, scheme.stops, scheme.stepped) : color);
  }
  if (gradient === 'hue') {
    return (u) => (hasBox(u) ? verticalGradient(u, lighten(color, 0.1), darken(color, 0.25)) : color);
  }
  return () => color;
}

export function fillOf(series: SeriesSpec): ((u: uPlot) => Paint) | undefined {
  const { color, gradient, scheme, scale } = series;
  const opacity = series.fillOpacity / 100;
  if (opacity <= 0) {
    return undefined;
  }
  const flat = withAlpha(color, opacity);
  switch (gradient) {
    case 'opacity':
      return (u) => (hasBox(u) ? verticalGradient(u, flat, withAlpha(color, 0)) : flat);
    case 'hue':
      return (u) =>
        hasBox(u)
          ? verticalGradient(
              u,
              withAlpha(lighten(color, 0.1), opacity),
              withAlpha(darken(color, 0.25), opacity),
            )
          : flat;
    case 'scheme':
      return (u) =>
        scheme && hasBox(u) ? valueGradient(u, scale, scheme.stops, scheme.stepped, opacity) : flat;
    default:
      return () => flat;
  }
}

export interface Zone {
  from: number;
  to: number;
  color: string;
}

/** What thresholds cover of the axis between `min` and `max`, lowest first. */
export function thresholdZones(steps: ColorStop[], min: number, max: number): Zone[] {
  return steps
    .map(({ value, color }, i) => ({
      from: Math.max(value, min),
      to: Math.min(steps[i + 1]?.value ?? Number.POSITIVE_INFINITY, max),
      color,
    }))
    .filter(({ from, to }) => from < to);
}

export function paintThresholdAreas(u: uPlot, scales: ScaleSpec[]): void {
  for (const scale of scales) {
    paintAreas(u, scale);
  }
}

export function paintThresholdLines(u: uPlot, scales: ScaleSpec[], pixelRatio: number): void {
  for (const scale of scales) {
    paintLines(u, scale, pixelRatio);
  }
}

function paintAreas(u: uPlot, scale: ScaleSpec): void {
  const { min, max } = u.scales[scale.id] ?? {};
  if (!scale.thresholds?.area || min == null || max == null) {
    return;
  }
  const { ctx, bbox } = u;
  ctx.save();
  for (const zone of thresholdZones(scale.thresholds.steps, min, max)) {
    const top = u.valToPos(zone.to, scale.id, true);
    const bottom = u.valToPos(zone.from, scale.id, true);
    ctx.fillStyle = withAlpha(zone.color, 0.15);
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  }
  ctx.restore();
}

function paintLines(u: uPlot, scale: ScaleSpec, pixelRatio: number): void {
  const { min, max } = u.scales[scale.id] ?? {};
  if (!scale.thresholds || scale.thresholds.lines === 'none' || min == null || max == null) {
    return;
  }
  const { ctx, bbox } = u;
  ctx.save();
  ctx.lineWidth = 2 * pixelRatio;
  ctx.setLineDash(scale.thresholds.lines === 'dashed' ? [10 * pixelRatio, 10 * pixelRatio] : []);
  for (const { value, color } of scale.thresholds.steps) {
    if (value >= min && value <= max) {
      const y = Math.round(u.valToPos(value, scale.id, true));
      ctx.strokeStyle = color;
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
  }
  ctx.restore();
}
