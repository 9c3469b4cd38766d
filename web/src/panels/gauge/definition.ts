import { assumedThresholds, reducePaths } from '../shared/singleValue';
import type { PanelType } from '../view';

export const gaugeType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'thresholds' }, thresholds: assumedThresholds },
  understood: {
    options: [
      ...reducePaths,
      'orientation',
      'showThresholdLabels',
      'showThresholdMarkers',
      'sizing',
      'minVizWidth',
      'minVizHeight',
      'text.titleSize',
      'text.valueSize',
    ],
    custom: [],
    harmless: {
      'options.shape': ['gauge', undefined],
      'options.barShape': ['flat', undefined],
      'options.barWidthFactor': [0.5, 0.4, undefined],
      'options.segmentCount': [1, undefined],
      'options.segmentSpacing': [0.3, undefined],
      'options.endpointMarker': ['point', 'none', undefined],
      'options.textMode': ['auto', undefined],
    },
  },
};
