import type { ColorStop } from '../../chart/spec';
import type { FieldDisplay } from '../../grafana/display';
import { resolveColor, type ThemeName } from '../../grafana/theme';

export interface Limits {
  min: number;
  max: number;
}

/** Data that holds infinity or NaN has no usable limits of its own. */
export function limitsOf({ field }: FieldDisplay): Limits {
  const min = Number.isFinite(field.min) ? Number(field.min) : 0;
  const max = Number.isFinite(field.max) ? Number(field.max) : min + 100;
  return max > min ? { min, max } : { min, max: min + 1 };
}

export function shareOf(value: number, { min, max }: Limits): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, (value - min) / (max - min))) : value > 0 ? 1 : 0;
}

/** Thresholds as values between the limits; the first one starts at the lower limit. */
export function thresholdsWithin({ field }: FieldDisplay, limits: Limits, theme: ThemeName): ColorStop[] {
  const percentage = field.thresholds?.mode === 'percentage';
  const stops = (field.thresholds?.steps ?? []).map(({ value, color }) => ({
    value:
      percentage && Number.isFinite(value)
        ? limits.min + ((limits.max - limits.min) * value) / 100
        : Math.max(value, limits.min),
    color: resolveColor(color, theme),
  }));
  // Of those at or below the lower limit only the last one covers anything.
  const first = stops.findLastIndex((stop) => stop.value <= limits.min);
  return stops.slice(Math.max(0, first)).filter((stop) => stop.value < limits.max);
}
