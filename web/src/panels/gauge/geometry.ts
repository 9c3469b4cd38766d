import type { Cell } from '../shared/singleValue';

/** How far the arc reaches below the horizontal on each side. */
const below = (22 * Math.PI) / 180;
const sweep = Math.PI + 2 * below;

export interface GaugeGeometry {
  /** What the picture needs of the height that it may have. */
  height: number;
  cx: number;
  cy: number;
  /** Outer edge of the band that shows the value. */
  radius: number;
  thickness: number;
  /** Middle of the ring of thresholds around it. */
  ring: number;
  ringThickness: number;
}

export function gaugeGeometry({ width, height }: Cell, labels: boolean): GaugeGeometry {
  const margin = labels ? Math.min(22, width * 0.14) : 4;
  const total = Math.max(8, Math.min(width / 2 - margin, (height - 2 * margin) / (1 + Math.sin(below))));
  const ringThickness = Math.max(2, total * 0.045);
  const radius = total - ringThickness - Math.max(1, total * 0.02);
  const used = total * (1 + Math.sin(below));
  return {
    height: Math.ceil(used + 2 * margin),
    cx: width / 2,
    cy: margin + total,
    radius,
    thickness: radius * 0.26,
    ring: total - ringThickness / 2,
    ringThickness,
  };
}

/** Angle of a share of the whole, 0 to 1, from the left foot over the top. */
function angle(share: number): number {
  return Math.PI + below - sweep * Math.min(1, Math.max(0, share));
}

export function pointAt({ cx, cy }: GaugeGeometry, share: number, radius: number): { x: number; y: number } {
  const a = angle(share);
  return { x: cx + radius * Math.cos(a), y: cy - radius * Math.sin(a) };
}

/** Path of an arc line from one share to another; stroked with the wanted width. */
export function arc(geometry: GaugeGeometry, from: number, to: number, radius: number): string {
  const start = pointAt(geometry, from, radius);
  const end = pointAt(geometry, to, radius);
  const large = angle(from) - angle(to) > Math.PI ? 1 : 0;
  const at = ({ x, y }: { x: number; y: number }) => `${x.toFixed(2)} ${y.toFixed(2)}`;
  return `M${at(start)}A${radius.toFixed(2)} ${radius.toFixed(2)} 0 ${large} 1 ${at(end)}`;
}
