import { OptionReader } from '../options';
import type { PanelModel } from '../panel';
import { legendOptions } from '../shared/legend';
import type { Drawing } from '../view';

/** What a legend can work out of the rows that lines consist of, or the server adds up over all of them; others need every row. */
const exactCalcs = [
  'first',
  'firstNotNull',
  'last',
  'lastNotNull',
  'min',
  'max',
  'range',
  'diff',
  'diffperc',
  'count',
  'sum',
  'mean',
];

/** These rename, order and drop fields. All others look at rows. */
const harmlessTransformations = ['organize', 'renameByRegex', 'filterFieldsByName', 'filterByRefId'];

/**
 * How the answer will be drawn, if as lines and nothing else; null where every row counts: bars and points, which each show one;
 * stacks, whose highest sum may lie where none of the series is highest; and numbers beside the lines that need all of them.
 */
export function drawingOf(panel: PanelModel): Drawing | null {
  const { options, transformations = [] } = panel;
  const legend = legendOptions(options);
  const matchers = (panel.fieldConfig?.overrides ?? []).map(({ matcher }) => matcher.id);
  const onlyLines =
    !new OptionReader(options).flag('drawAllPoints', false) &&
    customs(panel, 'drawStyle').every((style) => style === 'line' || style === undefined) &&
    customs(panel, 'showPoints').every((show) => show !== 'always') &&
    customs(panel, 'stacking').every((stacking) => !isStack(stacking)) &&
    (!legend.shown || legend.calcs.every((calc) => exactCalcs.includes(calc))) &&
    transformations.every(({ id, disabled }) => disabled || harmlessTransformations.includes(id)) &&
    !matchers.includes('byValue');
  return onlyLines ? { connected: customs(panel, 'spanNulls').every((span) => span === true) } : null;
}

/** The value of a custom option for all fields, and those of overrides. */
function customs({ fieldConfig }: PanelModel, name: string): unknown[] {
  const { defaults = {}, overrides = [] } = fieldConfig ?? {};
  return [
    new OptionReader(defaults.custom).at(name),
    ...overrides
      .flatMap(({ properties }) => properties)
      .filter(({ id }) => id === `custom.${name}`)
      .map(({ value }) => value),
  ];
}

function isStack(stacking: unknown): boolean {
  return new OptionReader(stacking).choice('mode', ['none', 'normal', 'percent']) !== 'none';
}
