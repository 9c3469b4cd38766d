import { legendPaths, tooltipPaths } from '../shared/legend';
import { assumedThresholds } from '../shared/singleValue';
import type { PanelType } from '../view';

export const statusHistoryType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'thresholds' }, thresholds: assumedThresholds },
  understood: {
    options: ['showValue', 'rowHeight', 'colWidth', ...legendPaths, ...tooltipPaths],
    custom: ['fillOpacity', 'lineWidth', 'hideFrom'],
    // A tooltip that follows the pointer has nothing to click on.
    unread: ['links'],
    // All rows stand in one list that scrolls.
    harmless: { 'options.perPage': [20, undefined] },
  },
};
