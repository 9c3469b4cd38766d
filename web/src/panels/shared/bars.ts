import type { ColorStop } from '../../chart/spec';
import { type FieldDisplay, schemeColors } from '../../grafana/display';
import { resolveColor, type ThemeName, withAlpha } from '../../grafana/theme';
import { type Limits, limitsOf, shareOf, thresholdsWithin } from './limits';

export type BarMode = 'gradient' | 'lcd' | 'basic';

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** Where which colour stands along the whole bar, as shares from 0 to 1. */
function stopsAlong(value: FieldDisplay, limits: Limits, theme: ThemeName): ColorStop[] {
  const scheme = schemeColors(value.field, theme);
  if (scheme) {
    return scheme.map((color, i) => ({
      value: i / Math.max(1, scheme.length - 1),
      color: resolveColor(color, theme),
    }));
  }
  if (value.field.color?.mode === 'thresholds') {
    return thresholdsWithin(value, limits, theme).map((stop) => ({
      ...stop,
      value: shareOf(stop.value, limits),
    }));
  }
  return [];
}

/** The filling of a bar that reaches up to `share` of its length; gradients blend from threshold to threshold. */
export function barBackground(
  value: FieldDisplay,
  share: number,
  mode: BarMode,
  vertical: boolean,
  theme: ThemeName,
): string {
  const color = value.display.color ?? '';
  if (mode !== 'gradient') {
    return withAlpha(color, 0.35);
  }
  const reached = stopsAlong(value, limitsOf(value), theme).filter((stop) => stop.value < share);
  if (reached.length === 0 || share <= 0) {
    return color;
  }
  const stops = [...reached.map((stop) => `${stop.color} ${percent(stop.value / share)}`), `${color} 100%`];
  return `linear-gradient(${vertical ? 'to top' : 'to right'}, ${stops.join(', ')})`;
}

export interface LcdCell {
  color: string;
  lit: boolean;
}

/** Cells of a segmented bar, from the low end; each has the colour of the value it stands for. */
export function lcdCells(
  value: FieldDisplay,
  count: number,
  colorAt: (value: number) => string | undefined,
): LcdCell[] {
  const { min, max } = limitsOf(value);
  const { numeric } = value.display;
  return Array.from({ length: count }, (_, i) => {
    const at = min + ((max - min) * i) / count;
    return { color: colorAt(at) ?? value.display.color ?? '', lit: Number.isFinite(numeric) && numeric > at };
  });
}
