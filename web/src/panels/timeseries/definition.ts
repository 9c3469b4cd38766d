import { legendPaths, tooltipPaths } from '../shared/legend';
import type { PanelType } from '../view';

export const timeSeriesType: Omit<PanelType, 'View'> = {
  assumed: { color: { mode: 'palette-classic' } },
  understood: {
    options: [...legendPaths, ...tooltipPaths],
    custom: [
      'drawStyle',
      'lineInterpolation',
      'lineWidth',
      'lineStyle',
      'fillOpacity',
      'fillBelowTo',
      'gradientMode',
      'spanNulls',
      'insertNulls',
      'showPoints',
      'pointSize',
      'stacking',
      'barAlignment',
      'barWidthFactor',
      'barMaxWidth',
      'axisPlacement',
      'axisLabel',
      'axisWidth',
      'axisSoftMin',
      'axisSoftMax',
      'axisGridShow',
      'axisCenteredZero',
      'axisBorderShow',
      'axisColorMode',
      'scaleDistribution',
      'thresholdsStyle',
      'hideFrom',
      'transform',
    ],
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
