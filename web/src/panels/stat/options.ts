import { OptionReader } from '../options';
import type { Orientation } from '../shared/singleValue';

export interface StatOptions {
  orientation: 'auto' | Orientation;
  colorMode: 'value' | 'background' | 'background_solid' | 'none';
  graph: boolean;
  filledGraph: boolean;
  centered: 'auto' | 'center';
  textMode: 'auto' | 'value' | 'value_and_name' | 'name' | 'none';
  wideLayout: boolean;
  percentChange?: 'standard' | 'inverted' | 'same_as_value';
  titleSize?: number;
  valueSize?: number;
  percentSize?: number;
}

export function statOptions(options: Record<string, unknown> | undefined): StatOptions {
  const reader = new OptionReader(options);
  const graphMode = reader.choice('graphMode', ['area', 'line', 'none']);
  const text = reader.under('text');
  const change = reader.choice('percentChangeColorMode', ['standard', 'inverted', 'same_as_value']);
  return {
    orientation: reader.choice('orientation', ['auto', 'horizontal', 'vertical']),
    colorMode: reader.choice('colorMode', ['value', 'background', 'background_solid', 'none']),
    graph: graphMode !== 'none',
    filledGraph: graphMode === 'area',
    centered: reader.choice('justifyMode', ['auto', 'center']),
    textMode: reader.choice('textMode', ['auto', 'value', 'value_and_name', 'name', 'none']),
    wideLayout: reader.flag('wideLayout', true),
    percentChange: reader.flag('showPercentChange', false) ? change : undefined,
    titleSize: text.number('titleSize'),
    valueSize: text.number('valueSize'),
    percentSize: text.number('percentSize'),
  };
}
