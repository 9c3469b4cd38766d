import { assumedThresholds, reducePaths } from '../shared/singleValue';
import type { PanelType } from '../view';

export const barGaugeType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'thresholds' }, thresholds: assumedThresholds },
  understood: {
    options: [
      ...reducePaths,
      'orientation',
      'displayMode',
      'valueMode',
      'namePlacement',
      'showUnfilled',
      'sizing',
      'minVizWidth',
      'minVizHeight',
      'maxVizHeight',
      'text.titleSize',
      'text.valueSize',
    ],
    custom: [],
    harmless: {
      'options.legend.showLegend': [false, true, undefined],
      'options.legend.displayMode': ['list', 'hidden', undefined],
      'options.legend.placement': ['bottom', undefined],
    },
  },
};
