import { timeOptions } from '../../grafana/customOptions';
import { legendPaths, tooltipPaths } from '../shared/legend';
import type { PanelType } from '../view';
import { drawingOf } from './drawing';

export const timeSeriesType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'palette-classic' } },
  drawingOf,
  understood: {
    options: [...legendPaths, ...tooltipPaths, 'drawAllPoints'],
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
