import type { ColorStop } from '../../chart/spec';
import { rangeOf, schemeColors } from '../../grafana/display';
import type { Field } from '../../grafana/frames';
import { resolveColor, type ThemeName } from '../../grafana/theme';

/** Thresholds with their colours as values of the field's axis, percentages worked out over the field's range. */
export function thresholdStops(field: Field, theme: ThemeName): ColorStop[] {
  const { thresholds } = field.config;
  const { min, max } = rangeOf(field);
  return (thresholds?.steps ?? []).map(({ value, color }) => ({
    value:
      thresholds?.mode === 'percentage' && Number.isFinite(value) ? min + ((max - min) * value) / 100 : value,
    color: resolveColor(color, theme),
  }));
}

/** How colour follows value; undefined when it does not. */
export function colorStops(
  field: Field,
  theme: ThemeName,
): { stops: ColorStop[]; stepped: boolean } | undefined {
  if (field.config.color?.mode === 'thresholds') {
    return { stops: thresholdStops(field, theme), stepped: true };
  }
  const colors = schemeColors(field.config, theme);
  if (!colors) {
    return undefined;
  }
  const { min, max } = rangeOf(field);
  const stops = colors.map((color, i) => ({
    value: min + ((max - min) * i) / Math.max(1, colors.length - 1),
    color: resolveColor(color, theme),
  }));
  return { stops, stepped: false };
}
