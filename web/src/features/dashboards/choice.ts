import type { VariableState } from '../../api/dashboards';
import { ALL } from './dashboardUrl';

const KINDS = [
  'query',
  'custom',
  'interval',
  'datasource',
  'textbox',
  'constant',
  'adhoc',
  'switch',
  'snapshot',
];

/** Variables of other kinds, such as groupings, cannot be chosen here. */
export function isOffered({ type }: VariableState): boolean {
  return KINDS.includes(type);
}

/** All excludes the others, and the others exclude All. */
export function toggled(chosen: string[], value: string): string[] {
  if (value === ALL) return chosen.includes(ALL) ? [] : [ALL];
  const others = chosen.filter((each) => each !== ALL && each !== value);
  return chosen.includes(value) ? others : [...others, value];
}

/** What closing the list means: nothing chosen is All where there is an All, and no change otherwise. */
export function settled(variable: VariableState, chosen: string[]): string[] {
  if (chosen.length > 0) return chosen;
  return variable.includeAll ? [ALL] : variable.current.value;
}

export function sameChoice(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** The list to choose from, All first; the server may or may not name All itself. */
export function optionsOf(variable: VariableState): { text: string; value: string }[] {
  const own = variable.options.filter(({ value }) => value !== ALL);
  return variable.includeAll ? [{ text: 'All', value: ALL }, ...own] : own;
}
