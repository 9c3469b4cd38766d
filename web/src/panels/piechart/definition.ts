import { reducePaths } from '../shared/singleValue';
import type { PanelType } from '../view';

export const pieChartType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'palette-classic' } },
  understood: {
    options: [
      ...reducePaths,
      'pieType',
      'displayLabels',
      'sort',
      'legend.showLegend',
      'legend.displayMode',
      'legend.placement',
      'legend.values',
      'legend.width',
    ],
    custom: ['hideFrom'],
    // A tooltip that follows the pointer has nothing to click on.
    unread: ['links'],
    harmless: {
      'options.tooltip.mode': ['single', 'multi', 'none', undefined],
      'options.tooltip.sort': ['none', 'asc', 'desc', undefined],
    },
  },
};
