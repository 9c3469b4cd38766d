import type { Hover } from './interaction';
import type { ChartData, ChartSpec } from './spec';
import type { TooltipRow } from './Tooltip';

export interface TooltipOptions {
  mode: 'single' | 'multi' | 'none';
  sort: 'none' | 'asc' | 'desc';
  hideZeros: boolean;
  maxWidth?: number;
  maxHeight?: number;
}

interface Candidate extends TooltipRow {
  value: number;
  distance: number;
}

/** What the tooltip says at `hover`: one row, or all of them in the order that was asked for. */
export function tooltipRows(
  spec: ChartSpec,
  data: ChartData,
  hover: Hover,
  options: TooltipOptions,
): TooltipRow[] {
  const candidates = spec.series.flatMap((series, i): Candidate[] => {
    const index = hover.indices[i + 1] ?? hover.index;
    const value = data.values[i]?.[index];
    if (
      !series.shown ||
      !series.inTooltip ||
      value === null ||
      value === undefined ||
      (options.hideZeros && value === 0)
    ) {
      return [];
    }
    const distance = Math.abs((data.drawn[i]?.[index] ?? value) - hover.valueAt(series.scale));
    const color = series.colorAt?.(value) ?? series.color;
    return [{ key: series.id, color, name: series.name, text: series.format(value), value, distance }];
  });
  const nearest = candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best && best.distance <= candidate.distance ? best : candidate),
    undefined,
  );
  if (options.mode === 'single') {
    return nearest ? [nearest] : [];
  }
  const direction = options.sort === 'asc' ? 1 : -1;
  const sorted =
    options.sort === 'none' ? candidates : [...candidates].sort((a, b) => (a.value - b.value) * direction);
  return sorted.map((row) => ({ ...row, strong: row === nearest }));
}
