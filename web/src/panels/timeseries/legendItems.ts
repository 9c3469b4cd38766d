import type { LegendItem } from '../../chart/Legend';
import type { ChartSpec } from '../../chart/spec';
import { legendCalcs } from '../shared/legendItems';
import type { SeriesField } from './build';

export function legendItems(fields: SeriesField[], spec: ChartSpec, calcs: string[]): LegendItem[] {
  return spec.series.flatMap((series, i) => {
    const field = fields[i]?.field;
    if (!series.inLegend || !field) {
      return [];
    }
    const side = spec.scales.find((scale) => scale.id === series.scale)?.side;
    return {
      id: series.id,
      name: series.name,
      color: series.color,
      off: !series.shown,
      right: side === 'right',
      calcs: legendCalcs(field, calcs, spec.theme, spec.timeZone),
    };
  });
}

/** "Temperature M-01 73.9 °C, …": what the picture ends with, for those who do not see it. */
export function lastValues(title: string | undefined, fields: SeriesField[], spec: ChartSpec): string {
  const parts = spec.series
    .map((series, i) => ({ series, field: fields[i]?.field }))
    .filter(({ series }) => series.shown)
    .slice(0, 12)
    .map(({ series, field }) => {
      const last =
        field && [...field.values].reverse().find((value) => value !== null && value !== undefined);
      return `${series.name} ${last === undefined ? 'no value' : series.format(Number(last))}`;
    });
  return `${title || 'Chart'}. Last values: ${parts.join(', ') || 'none'}.`;
}
