import { legendPaths, tooltipPaths } from '../shared/legend';
import type { PanelType } from '../view';

export const barChartType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'palette-classic' } },
  understood: {
    options: [
      'xField',
      'orientation',
      'showValue',
      'stacking',
      'groupWidth',
      'barWidth',
      'barRadius',
      'text.valueSize',
      ...legendPaths,
      ...tooltipPaths,
    ],
    custom: ['lineWidth', 'fillOpacity', 'hideFrom'],
    // A tooltip that follows the pointer has nothing to click on.
    unread: ['links'],
    harmless: {
      'options.xTickLabelRotation': [0, undefined],
      'options.xTickLabelMaxLength': [0, undefined],
      'options.xTickLabelSpacing': [0, undefined],
      'options.fullHighlight': [true, false, undefined],
      'custom.axisColorMode': ['text', undefined],
      'custom.axisGridShow': [true, undefined],
      'custom.scaleDistribution.type': ['linear', undefined],
      'custom.thresholdsStyle.mode': ['off', undefined],
    },
  },
};
