/** What a chart draws, in plain words. Panels make this out of Grafana's options; nothing below knows about those. */

export type Samples = (number | null | undefined)[];

export interface Stack {
  mode: 'normal' | 'percent';
  group: string;
}

/** A colour from a value upwards; `stepped` ones do not blend. */
export interface ColorStop {
  value: number;
  color: string;
}

export interface SeriesSpec {
  id: string;
  name: string;
  color: string;
  scale: string;
  draw: 'line' | 'bars' | 'points';
  interpolation: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter';
  lineWidth: number;
  dash?: number[];
  roundCap?: boolean;
  /** Per cent. */
  fillOpacity: number;
  gradient: 'none' | 'opacity' | 'hue' | 'scheme';
  scheme?: { stops: ColorStop[]; stepped: boolean };
  connectGaps: boolean;
  /** `alone`: those only that no line reaches. */
  showPoints: 'auto' | 'always' | 'never' | 'alone';
  pointSize: number;
  barAlignment: -1 | 0 | 1;
  barWidthFactor: number;
  barMaxWidth: number;
  /** The `id` of the series down to which the area is filled. */
  fillBelowTo?: string;
  stack?: Stack;
  shown: boolean;
  inLegend: boolean;
  inTooltip: boolean;
  format: (value: number) => string;
  /** Given where the colour depends on the value. */
  colorAt?: (value: number) => string | undefined;
}

export interface ThresholdSpec {
  lines: 'none' | 'solid' | 'dashed';
  area: boolean;
  /** Ascending; the first one reaches down to minus infinity. */
  steps: ColorStop[];
}

export interface ScaleSpec {
  id: string;
  side: 'left' | 'right' | 'hidden';
  distribution:
    | { type: 'linear' }
    | { type: 'log'; base: 2 | 10 }
    | { type: 'symlog'; base: 2 | 10; threshold: number };
  min?: number;
  max?: number;
  softMin?: number;
  softMax?: number;
  centeredZero: boolean;
  /** Shares of a whole: ends at 1. */
  percent: boolean;
  label?: string;
  width?: number;
  grid: boolean;
  border: boolean;
  color?: string;
  /** Steps of 1024 rather than 1000. */
  binary: boolean;
  thresholds?: ThresholdSpec;
  tick: (value: number, decimals: number) => string;
  /** The file fixes the decimals, so ticks keep them even when that makes two of them equal. */
  fixedDecimals: boolean;
}

export interface ChartSpec {
  series: SeriesSpec[];
  scales: ScaleSpec[];
  theme: 'light' | 'dark';
  timeZone: string;
}

export interface ChartData {
  times: number[];
  /** The values themselves, for words and numbers. */
  values: Samples[];
  /** Where they are drawn: stacked ones lie on top of each other. */
  drawn: Samples[];
}

/** Two specs with the same key differ in nothing that a finished chart cannot follow by itself. */
export function structureKey(spec: ChartSpec): string {
  return JSON.stringify(spec);
}
