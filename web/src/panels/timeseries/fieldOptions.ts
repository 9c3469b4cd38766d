import type { ScaleSpec, SeriesSpec, Stack } from '../../chart/spec';
import type { Field } from '../../grafana/frames';
import { OptionReader } from '../options';

type Distribution = ScaleSpec['distribution'];

/** `fieldConfig.custom` of a time series, read with Grafana's defaults. */
export interface TimeSeriesFieldOptions {
  draw: SeriesSpec['draw'];
  interpolation: SeriesSpec['interpolation'];
  lineWidth: number;
  dash?: number[];
  roundCap: boolean;
  fillOpacity: number;
  gradient: SeriesSpec['gradient'];
  connectGaps: boolean;
  bridgeBelow?: number;
  breakAfter?: number;
  showPoints: SeriesSpec['showPoints'];
  pointSize: number;
  stack?: Stack;
  barAlignment: -1 | 0 | 1;
  barWidthFactor: number;
  barMaxWidth: number;
  fillBelowTo?: string;
  placement: 'auto' | 'left' | 'right' | 'hidden';
  axisLabel?: string;
  axisWidth?: number;
  softMin?: number;
  softMax?: number;
  gridShown?: boolean;
  centeredZero: boolean;
  axisBorder: boolean;
  axisInSeriesColor: boolean;
  distribution: Distribution;
  thresholds: string;
  hide: { viz: boolean; legend: boolean; tooltip: boolean };
  transform: 'none' | 'negative-Y' | 'constant';
}

export function timeSeriesFieldOptions(field: Field): TimeSeriesFieldOptions {
  const custom = new OptionReader(field.config.custom);
  const gridShown = custom.at('axisGridShow');
  return {
    ...lineOptions(custom),
    ...pointAndBarOptions(custom),
    fillOpacity: custom.number('fillOpacity') ?? 0,
    gradient: custom.choice('gradientMode', ['none', 'opacity', 'hue', 'scheme']),
    fillBelowTo: custom.text('fillBelowTo') || undefined,
    stack: stackOf(custom.under('stacking')),
    placement: custom.choice('axisPlacement', ['auto', 'left', 'right', 'hidden']),
    axisLabel: custom.text('axisLabel') || undefined,
    axisWidth: custom.number('axisWidth'),
    softMin: custom.number('axisSoftMin'),
    softMax: custom.number('axisSoftMax'),
    gridShown: typeof gridShown === 'boolean' ? gridShown : undefined,
    centeredZero: custom.flag('axisCenteredZero', false),
    axisBorder: custom.flag('axisBorderShow', false),
    axisInSeriesColor: custom.text('axisColorMode') === 'series',
    distribution: distributionOf(custom.under('scaleDistribution')),
    thresholds: custom.under('thresholdsStyle').text('mode') ?? 'off',
    hide: hideOf(custom.under('hideFrom')),
    transform: custom.choice('transform', ['none', 'negative-Y', 'constant']),
  };
}

function lineOptions(custom: OptionReader) {
  const style = custom.under('lineStyle');
  const fill = style.choice('fill', ['solid', 'dash', 'dot', 'square']);
  const dash = style.at('dash');
  const pattern = Array.isArray(dash) ? dash.filter((n): n is number => typeof n === 'number') : [];
  const usual = fill === 'dot' ? [0, 10] : [10, 10];
  const spanNulls = custom.at('spanNulls');
  return {
    draw: custom.choice('drawStyle', ['line', 'bars', 'points']),
    interpolation: custom.choice('lineInterpolation', ['linear', 'smooth', 'stepBefore', 'stepAfter']),
    lineWidth: custom.number('lineWidth') ?? 1,
    dash: fill === 'solid' ? undefined : pattern.length > 0 ? pattern : usual,
    roundCap: fill === 'dot',
    connectGaps: spanNulls === true,
    bridgeBelow: custom.number('spanNulls'),
    breakAfter: custom.number('insertNulls'),
  };
}

function pointAndBarOptions(custom: OptionReader) {
  const alignment = custom.number('barAlignment');
  return {
    showPoints: custom.choice('showPoints', ['auto', 'always', 'never']),
    pointSize: custom.number('pointSize') ?? 5,
    barAlignment: alignment === -1 || alignment === 1 ? alignment : (0 as const),
    barWidthFactor: custom.number('barWidthFactor') ?? 0.6,
    barMaxWidth: custom.number('barMaxWidth') ?? 200,
  } as const;
}

function stackOf(stacking: OptionReader): Stack | undefined {
  const mode = stacking.choice('mode', ['none', 'normal', 'percent']);
  return mode === 'none' ? undefined : { mode, group: stacking.text('group') ?? 'A' };
}

function distributionOf(scale: OptionReader): Distribution {
  const base = scale.number('log') === 2 ? 2 : 10;
  switch (scale.text('type')) {
    case 'log':
      return { type: 'log', base };
    case 'symlog':
      return { type: 'symlog', base, threshold: scale.number('linearThreshold') ?? 1 };
    default:
      return { type: 'linear' };
  }
}

function hideOf(hide: OptionReader) {
  return {
    viz: hide.flag('viz', false),
    legend: hide.flag('legend', false),
    tooltip: hide.flag('tooltip', false),
  };
}
