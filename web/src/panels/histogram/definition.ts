import { legendPaths, tooltipPaths } from '../shared/legend';
import type { PanelType } from '../view';

export const histogramType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'palette-classic' } },
  understood: {
    options: ['bucketCount', 'bucketSize', 'bucketOffset', 'combine', ...legendPaths, ...tooltipPaths],
    custom: ['lineWidth', 'fillOpacity', 'hideFrom', 'stacking.mode', 'stacking.group'],
    // A tooltip that follows the pointer has nothing to click on; the ends of an axis are those of the buckets.
    unread: ['links', 'min', 'max'],
    harmless: {
      'custom.axisColorMode': ['text', undefined],
      'custom.axisGridShow': [true, undefined],
      'custom.scaleDistribution.type': ['linear', undefined],
      'custom.thresholdsStyle.mode': ['off', undefined],
    },
  },
};
