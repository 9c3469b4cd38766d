import { assumedThresholds, reducePaths } from '../shared/singleValue';
import type { PanelType } from '../view';

export const statType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'thresholds' }, thresholds: assumedThresholds },
  understood: {
    options: [
      ...reducePaths,
      'orientation',
      'colorMode',
      'graphMode',
      'justifyMode',
      'textMode',
      'wideLayout',
      'showPercentChange',
      'percentChangeColorMode',
      'text.titleSize',
      'text.valueSize',
      'text.percentSize',
    ],
    custom: [],
    harmless: { 'custom.hideFrom': [undefined] },
  },
};
