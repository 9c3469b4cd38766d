import { colorScheme } from '../../grafana/schemes';
import { blend, canvasColors, resolveColor, type ThemeName } from '../../grafana/theme';
import type { OptionReader } from '../options';
import type { HeatmapCell } from './cells';

export interface ColorScale {
  min: number;
  max: number;
  /** From low to high, as cells show them. */
  colors: string[];
  colorOf: (count: number) => string;
}

/** How counts become colours: steps of a scheme, or one colour that grows denser. */
export function colorScale(cells: HeatmapCell[], options: OptionReader, theme: ThemeName): ColorScale {
  const lowest = cells.reduce((least, { count }) => Math.min(least, count), Number.POSITIVE_INFINITY);
  const highest = cells.reduce((most, { count }) => Math.max(most, count), Number.NEGATIVE_INFINITY);
  const min = options.number('min') ?? (cells.length > 0 ? lowest : 0);
  const max = options.number('max') ?? (cells.length > 0 ? highest : 1);
  const steps = Math.min(128, Math.max(2, Math.round(options.number('steps') ?? 64)));
  const colors = colorsOf(options, steps, theme);
  const colorOf = (count: number) => {
    const share = max > min ? Math.min(1, Math.max(0, (count - min) / (max - min))) : 1;
    return colors[Math.min(steps - 1, Math.floor(share * steps))] ?? '';
  };
  return { min, max, colors, colorOf };
}

function colorsOf(options: OptionReader, steps: number, theme: ThemeName): string[] {
  if (options.text('mode') !== 'opacity') {
    return colorScheme(options.text('scheme') ?? 'Oranges', steps, options.flag('reverse', false), theme);
  }
  const exponent = options.text('scale') === 'linear' ? 1 : (options.number('exponent') ?? 0.5);
  const fill = resolveColor(options.text('fill') ?? 'dark-orange', theme);
  return Array.from({ length: steps }, (_, i) =>
    blend(fill, canvasColors(theme).panel, ((i + 1) / steps) ** exponent),
  );
}
