/** One condition of a variable of filters. Labels are what people read instead, where somebody wrote some. */
export interface Filter {
  key: string;
  keyLabel?: string;
  operator: string;
  values: string[];
  valueLabels?: string[];
}

export const OPERATORS: { value: string; label: string }[] = [
  { value: '=', label: '= equals' },
  { value: '!=', label: '!= is not' },
  { value: '=|', label: '=| one of' },
  { value: '!=|', label: '!=| none of' },
  { value: '=~', label: '=~ matches regex' },
  { value: '!~', label: '!~ does not match' },
  { value: '<', label: '< less than' },
  { value: '<=', label: '<= at most' },
  { value: '>', label: '> more than' },
  { value: '>=', label: '>= at least' },
];

export const takesSeveral = (operator: string): boolean => operator === '=|' || operator === '!=|';

const escaped = (part: string): string =>
  part.replaceAll('|', '__gfp__').replaceAll(',', '__gfc__').replaceAll('#', '__gfh__');

const unescaped = (part: string): string =>
  part.replaceAll('__gfp__', '|').replaceAll('__gfc__', ',').replaceAll('__gfh__', '#');

/** `key|operator|value|value…`, each with its label behind a comma. Null: not a filter, or one without a value. */
export function readFilter(written: string): Filter | null {
  const [all = ''] = written.split('#', 1);
  const parts = all.split('|').map((part) => part.split(',').map(unescaped));
  const [key, operator, ...rest] = parts;
  const values = rest.filter(([value]) => value !== undefined && value !== '');
  if (!key?.[0] || !operator?.[0] || values.length === 0) return null;
  const kept = takesSeveral(operator[0]) ? values : values.slice(0, 1);
  return {
    key: key[0],
    keyLabel: key[1],
    operator: operator[0],
    values: kept.map(([value = '']) => value),
    valueLabels: kept.map(([value = '', label]) => label ?? value),
  };
}

/** As Grafana writes it into the address. */
export function writeFilter({ key, keyLabel, operator, values, valueLabels }: Filter): string {
  const labelled = (value: string, label: string | undefined) =>
    label === undefined || label === value ? escaped(value) : `${escaped(value)},${escaped(label)}`;
  return [
    labelled(key, keyLabel),
    escaped(operator),
    ...values.map((value, index) => labelled(value, valueLabels?.[index])),
  ].join('|');
}

export function describeFilter({ key, keyLabel, operator, values, valueLabels }: Filter): string {
  return `${keyLabel ?? key} ${operator} ${(valueLabels ?? values).join(', ')}`;
}

/** What Grafana puts into a text for a variable of filters: the matchers of Prometheus. */
export function filterExpression(filters: Filter[]): string {
  return filters.map(matcher).join(',');
}

function matcher({ key, operator, values }: Filter): string {
  const pattern = operator.includes('~') || takesSeveral(operator);
  const value = values
    .map((each) => (pattern ? each.replace(/[*+?()|\\.[\]{}^$]/g, '\\$&') : each))
    .join('|');
  const sign = takesSeveral(operator) ? (operator === '=|' ? '=~' : '!~') : operator;
  return `${key}${sign}"${value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`;
}
