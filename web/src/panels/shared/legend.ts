import type { TooltipOptions } from '../../chart/tooltipRows';
import { OptionReader } from '../options';

export interface LegendOptions {
  shown: boolean;
  mode: 'list' | 'table';
  placement: 'bottom' | 'right';
  calcs: string[];
  sortBy?: string;
  sortDesc: boolean;
  width?: number;
  limit?: number;
}

export function legendOptions(options: Record<string, unknown> | undefined): LegendOptions {
  const legend = new OptionReader(options).under('legend');
  const mode = legend.choice('displayMode', ['list', 'table', 'hidden']);
  return {
    // Files before Grafana 9 hide the legend by its mode.
    shown: legend.flag('showLegend', true) && mode !== 'hidden',
    mode: mode === 'table' || legend.flag('asTable', false) ? 'table' : 'list',
    placement: legend.choice('placement', ['bottom', 'right']),
    calcs: legend.texts('calcs'),
    sortBy: legend.text('sortBy'),
    sortDesc: legend.flag('sortDesc', false),
    width: legend.number('width'),
    limit: legend.number('limit'),
  };
}

export function tooltipOptions(options: Record<string, unknown> | undefined): TooltipOptions {
  const tooltip = new OptionReader(options).under('tooltip');
  return {
    mode: tooltip.choice('mode', ['single', 'multi', 'none']),
    sort: tooltip.choice('sort', ['none', 'asc', 'desc']),
    hideZeros: tooltip.flag('hideZeros', false),
    maxWidth: tooltip.number('maxWidth'),
    maxHeight: tooltip.number('maxHeight'),
  };
}

/** The paths that the two functions above read. */
export const legendPaths = [
  'legend.showLegend',
  'legend.displayMode',
  'legend.asTable',
  'legend.placement',
  'legend.calcs',
  'legend.sortBy',
  'legend.sortDesc',
  'legend.width',
  'legend.limit',
] as const;
export const tooltipPaths = [
  'tooltip.mode',
  'tooltip.sort',
  'tooltip.hideZeros',
  'tooltip.maxWidth',
  'tooltip.maxHeight',
] as const;
