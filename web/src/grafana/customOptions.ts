/** What a line, bar or point over time reads below `custom`. States and bar charts read some of the same. */
export const timeOptions = [
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
] as const;

/** What a column of a table reads below `custom`, beside being hidden. */
export const columnOptions = [
  'align',
  'width',
  'minWidth',
  'filterable',
  'displayMode',
  'cellOptions',
  'hidden',
  'hideHeader',
  'wrapText',
  'inspect',
  'footer',
] as const;

/** Every `custom.*` option that one of our panels reads. An option that is missing here never reaches a panel. */
export const customOptions: readonly string[] = [...timeOptions, ...columnOptions];
