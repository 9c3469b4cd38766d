import { columnOptions } from '../../grafana/customOptions';
import { assumedThresholds } from '../shared/singleValue';
import type { PanelType } from '../view';

export const cellTypes = [
  'auto',
  'color-text',
  'color-background',
  'gauge',
  'json-view',
  'image',
  'data-links',
] as const;

const oldDisplayModes = [
  ...cellTypes,
  'color-background-solid',
  'gradient-gauge',
  'lcd-gauge',
  'basic',
  'basic-gauge',
  'json',
];

export const tableType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'thresholds' }, thresholds: assumedThresholds },
  understood: {
    options: ['showHeader', 'cellHeight', 'frameIndex', 'sortBy', 'footer'],
    custom: [...columnOptions, 'hideFrom.viz'],
    limited: {
      'custom.cellOptions.type': cellTypes,
      'custom.displayMode': oldDisplayModes,
    },
    harmless: {
      // All rows stand in one list that scrolls.
      'options.enablePagination': [true, false, undefined],
      'options.showTypeIcons': [false, undefined],
      'options.disableKeyboardEvents': [true, false, undefined],
    },
  },
};
