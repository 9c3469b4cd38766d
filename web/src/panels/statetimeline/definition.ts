import { legendPaths, tooltipPaths } from '../shared/legend';
import { assumedThresholds } from '../shared/singleValue';
import type { PanelType } from '../view';

export const stateTimelineType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'continuous-GrYlRd' }, thresholds: assumedThresholds },
  understood: {
    options: ['mergeValues', 'showValue', 'alignValue', 'rowHeight', ...legendPaths, ...tooltipPaths],
    custom: ['fillOpacity', 'lineWidth', 'spanNulls', 'insertNulls', 'hideFrom'],
    // A tooltip that follows the pointer has nothing to click on.
    unread: ['links'],
    // All rows stand in one list that scrolls.
    harmless: { 'options.perPage': [20, undefined] },
  },
};
