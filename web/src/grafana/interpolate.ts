import type { ReplaceVariables, TimeRange } from '../panels/panel';
import { dataVariable } from './dataVariables';
import { filterExpression, readFilter } from './filters';
import { formatValue, type Value } from './formats';
import { intervalFor, isRelative, type RawRange, zoneName } from './time';

export const ALL_VALUE = '$__all';

export interface VariableState {
  type: string;
  multi: boolean;
  includeAll: boolean;
  /** What is chosen, as lists: one entry for a variable with a single value, `["$__all"]` for All. */
  value: string[];
  text: string[];
  /** Every option but All. */
  options: { text: string; value: string; properties?: Record<string, string> }[];
  allValue?: string;
  /** Of an interval variable: how many points its `auto` shall give, and the finest it may go. */
  auto?: { count: number; minimum: string };
  /** Not in the address of the page, so not in links either. */
  hidden?: boolean;
}

export interface InterpolationState {
  variables: Record<string, VariableState>;
  range: TimeRange;
  /** The range of the dashboard as it is written, for links; absent: `range` in full. */
  rawRange?: RawRange;
  /** Of the page. */
  address?: { path: string; search: string };
  timeZone: string;
  dashboard: { uid: string; title: string };
  user?: { id?: string; login: string; name?: string; email?: string };
  /** Of the panel whose text is replaced. */
  interval?: { text: string; milliseconds: number };
}

/** There is one plant; the server says the same in queries. */
const ORGANISATION = 'Main Org.';

type Scoped = Record<string, unknown>;

interface Resolved {
  value: Value;
  text: Value;
  urlValue: Value;
  /** All with a value of the author's own goes in as it is: it was written for this place, by the one who wrote the place. */
  verbatim?: boolean;
}

const REFERENCE =
  /\$(\w+)|\[\[(\w+)(?:\.([^:\]]+))?(?::([^\]]+))?\]\]|\$\{(\w+)(?:\.([^:}]+)|\["([^"\]]+)"\])?(?::([^}]+))?\}/g;

const plain = (value: Value): Resolved => ({ value, text: value, urlValue: value });

/** The only way text of a dashboard meets values. A value is never read again, so no value can name another variable. */
export function createReplaceVariables(state: InterpolationState): ReplaceVariables {
  return (template, scoped, defaultFormat) =>
    template.replace(REFERENCE, (reference, ...groups: (string | undefined)[]) => {
      const name = groups[0] ?? groups[1] ?? groups[4] ?? '';
      const path = groups[2] ?? groups[5] ?? groups[6];
      const format = groups[3] ?? groups[7] ?? defaultFormat;
      if (name === '__url' && state.address) return ofAddress(state.address, path, groups[7]);
      const found = resolve(name, path, state, scoped);
      return found === undefined ? reference : print(found, name, format, state);
    });
}

/** `${__url}`, `${__url.path}`, `${__url.params}`, and `${__url.params:exclude:from,to}` or `:include:…`. */
function ofAddress({ path, search }: { path: string; search: string }, part?: string, format = ''): string {
  if (part === 'path') return path;
  if (part !== 'params') return path + search;
  const [kind, names = ''] = format.split(':');
  if (kind !== 'exclude' && kind !== 'include') return search;
  const listed = names.split(',');
  const kept = [...new URLSearchParams(search)].filter(
    ([key]) => listed.includes(key) === (kind === 'include'),
  );
  return `?${new URLSearchParams(kept)}`;
}

function print(found: Resolved, name: string, format: unknown, state: InterpolationState): string {
  // Grafana's own field code hands over a function here.
  if (typeof format === 'function') {
    return String(format(found.value));
  }
  const id = typeof format === 'string' && format !== '' ? format : 'glob';
  if (found.verbatim && id !== 'text' && id !== 'queryparam') {
    return String(found.value);
  }
  const { text, urlValue } = found;
  return formatValue(found.value, id, { name, text, urlValue, timeZone: state.timeZone });
}

function resolve(
  name: string,
  path: string | undefined,
  state: InterpolationState,
  scoped: Scoped | undefined,
): Resolved | undefined {
  return (
    scopedVariable(scoped?.[name], path) ??
    ownVariable(name, path, state) ??
    (name.startsWith('__') ? (builtIn(name, path, state) ?? ofData(name, path, scoped)) : undefined)
  );
}

function ofData(name: string, path: string | undefined, scoped: Scoped | undefined): Resolved | undefined {
  const text = dataVariable(name, path, scoped);
  return text === undefined ? undefined : plain(text);
}

function scopedVariable(entry: unknown, path: string | undefined): Resolved | undefined {
  if (entry === undefined || entry === null) {
    return undefined;
  }
  if (typeof entry !== 'object') {
    return plain(String(entry));
  }
  const { value, text } = entry as { value?: unknown; text?: unknown };
  const reached = path && typeof value === 'object' ? follow(value, path) : value;
  if (reached === undefined || reached === null) {
    return undefined;
  }
  const asValue = toValue(reached);
  return { value: asValue, text: text === undefined ? asValue : toValue(text), urlValue: asValue };
}

function follow(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at ? (at as Scoped)[key] : undefined), value);
}

function toValue(value: unknown): Value {
  return Array.isArray(value) ? value.map(String) : String(value);
}

function ownVariable(
  name: string,
  path: string | undefined,
  state: InterpolationState,
): Resolved | undefined {
  const variable = Object.hasOwn(state.variables, name) ? state.variables[name] : undefined;
  if (!variable) {
    return undefined;
  }
  const whole = wholeOf(variable, state);
  return path === undefined || whole.verbatim ? whole : (partOf(whole, path, variable) ?? whole);
}

/** One of several values by its number, or what else is known of each value. Any other word is read past, as Grafana 9 does. */
function partOf({ value }: Resolved, path: string, { options }: VariableState): Resolved | undefined {
  if (Array.isArray(value) && /^\d+$/.test(path)) {
    return plain(value[Number(path)] ?? '');
  }
  const known = new Map(
    options.flatMap((option) => {
      const property = option.properties?.[path];
      return property === undefined ? [] : [[option.value, property]];
    }),
  );
  if (known.size === 0) {
    return undefined;
  }
  const property = (each: string) => known.get(each) ?? each;
  return plain(Array.isArray(value) ? value.map(property) : property(value));
}

function wholeOf(variable: VariableState, state: InterpolationState): Resolved {
  if (variable.type === 'adhoc') {
    const filters = variable.value.flatMap((written) => readFilter(written) ?? []);
    return { ...plain(filterExpression(filters)), urlValue: variable.value };
  }
  if (variable.value[0] === ALL_VALUE) {
    return allOf(variable);
  }
  const single = variable.value[0] ?? '';
  if (variable.type === 'interval') {
    return { ...plain(resolveAuto(single, variable, state.range)), urlValue: single };
  }
  if (!variable.multi) {
    return { value: single, text: variable.text[0] ?? single, urlValue: single };
  }
  return { value: variable.value, text: variable.text, urlValue: variable.value };
}

function allOf(variable: VariableState): Resolved {
  if (variable.allValue) {
    return { value: variable.allValue, text: 'All', urlValue: 'All', verbatim: true };
  }
  return { value: variable.options.map((option) => option.value), text: 'All', urlValue: 'All' };
}

function resolveAuto(value: string, { auto }: VariableState, range: TimeRange): string {
  return value.startsWith('$__auto') && auto ? intervalFor(range, auto.count, auto.minimum).text : value;
}

function builtIn(name: string, path: string | undefined, state: InterpolationState): Resolved | undefined {
  const text = builtInText(name, path, state);
  return text === undefined ? undefined : plain(text);
}

function builtInText(name: string, path: string | undefined, state: InterpolationState): string | undefined {
  const { range, dashboard, user, interval } = state;
  switch (name) {
    case '__from':
      return String(range.from);
    case '__to':
      return String(range.to);
    case '__interval':
      return interval?.text;
    case '__interval_ms':
      return interval && String(interval.milliseconds);
    case '__timezone':
      return zoneName(state.timeZone);
    case '__dashboard':
      return path === 'uid' ? dashboard.uid : dashboard.title;
    case '__user':
      return user?.[(path ?? 'id') as keyof typeof user];
    case '__org':
      return path === 'name' ? ORGANISATION : '1';
    case '__url_time_range':
      return rangeInAddress(state);
    case '__all_variables':
      return allVariables(state);
    default:
      return undefined;
  }
}

/** What follows the clock goes on doing so behind the link. */
function rangeInAddress({ range, rawRange }: InterpolationState): string {
  const end = (raw: string | undefined, time: number) =>
    raw !== undefined && isRelative(raw) ? raw : String(time);
  return new URLSearchParams({
    from: end(rawRange?.from, range.from),
    to: end(rawRange?.to, range.to),
  }).toString();
}

function allVariables(state: InterpolationState): string {
  return Object.entries(state.variables)
    .filter(([, { type, hidden }]) => type !== 'constant' && !hidden)
    .map(([name, variable]) => print(wholeOf(variable, state), name, 'queryparam', state))
    .filter(Boolean)
    .join('&');
}
