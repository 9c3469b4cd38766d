import { timeOptions } from '../../grafana/customOptions';
import { legendPaths, tooltipPaths } from '../shared/legend';
import type { PanelType } from '../view';

export const timeSeriesType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'palette-classic' } },
  understood: {
    options: [...legendPaths, ...tooltipPaths],
    custom: timeOptions,
    // A tooltip that follows the pointer has nothing to click on.
    unread: ['links'],
    harmless: {
      'options.orientation': ['horizontal', 'auto', undefined],
      'options.tooltip.hoverProximity': [undefined, null],
      'custom.pointSymbol': ['circle', undefined],
      'custom.showValues': [false, undefined],
    },
  },
};
