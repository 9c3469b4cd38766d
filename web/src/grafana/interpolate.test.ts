// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates under test are written like that
import { describe, expect, it } from 'vitest';
import { createReplaceVariables, type InterpolationState, type VariableState } from './interpolate';
import { vector } from './vectors.testing';

interface RecordedVariable {
  name: string;
  type: string;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string;
  query: string;
}
interface Recorded {
  variables: RecordedVariable[];
  states: Record<string, { url: string; text: Record<string, string> }>;
}

const recorded = vector<Recorded>('interpolation.json');
const machines: [string, string][] = [
  ['Extruder 1', 'M-01'],
  ['Press 2', 'M-02'],
  ["O'Neil", "M-0'3"],
  ['comma, name', 'a,b'],
  ['back\\slash', 'c\\d'],
  ['quote "x"', 'e"f'],
];
const options: Record<string, [string, string][]> = {
  single: machines,
  multi: machines,
  all: machines,
  allval: machines,
  txt: [],
  cst: [],
  cust: [
    ['a', 'a'],
    ['bee', 'bee'],
    ['7', '7'],
  ],
  iv: [],
  num: [
    ['1', '1'],
    ['2', '2'],
    ['10', '10'],
  ],
};

function variableOf(variable: RecordedVariable, chosen: string[]): VariableState {
  const all = (options[variable.name] ?? []).map(([text, value]) => ({ text, value }));
  const value = chosen.length > 0 ? chosen : [variable.query];
  return {
    type: variable.type,
    multi: variable.multi ?? false,
    includeAll: variable.includeAll ?? false,
    value,
    text: value.map((v) => all.find((option) => option.value === v)?.text ?? v),
    options: all,
    allValue: variable.allValue,
    auto: variable.type === 'interval' ? { count: 30, minimum: '10s' } : undefined,
  };
}

function stateFrom(url: string): InterpolationState {
  const chosen = new URLSearchParams(url.replaceAll('+', '%2B'));
  const variables = recorded.variables.map((variable) => {
    const built = variableOf(variable, chosen.getAll(`var-${variable.name}`));
    return [variable.name, built] as const;
  });
  return {
    variables: Object.fromEntries(variables),
    range: { from: 1742371200000, to: 1742378400000 },
    timeZone: 'utc',
    dashboard: { uid: 'v-interp', title: 'Interpolation' },
    user: { id: '1', login: 'admin', email: 'admin@localhost' },
    interval: { text: '1m', milliseconds: 60000 },
  };
}

// Without a format the recording shows SQL quoting, which the server does: its tests run all of them. These are what a page can be asked.
const withFormat = (expression: string) => /\$\{\w+:[^}]+\}/.test(expression);
const builtIn = (expression: string) =>
  /^\$\{?__(from|to|interval|interval_ms|dashboard|user)\b/.test(expression) && !expression.includes('HH:mm');
const untouched = (expression: string) =>
  /^\$\{?(nosuch|__name|timeFilter|__timeFilter|__range|__rate_interval|__searchFilter|multi_suffix)/.test(
    expression,
  );

describe.each(Object.entries(recorded.states))('recorded state %s', (_name, { url, text }) => {
  const replace = createReplaceVariables(stateFrom(url));
  const expressions = Object.entries(text).filter(
    ([expression]) =>
      (withFormat(expression) || builtIn(expression) || untouched(expression)) &&
      !expression.includes('HH:mm'),
  );

  it.each(expressions)('%s', (expression, expected) => {
    expect(replace(expression)).toBe(expected);
  });

  it('leaves none out but those without a format and those that Andon does better', () => {
    const better = ['${__from:date:YYYY-MM-DD HH:mm}', '$__timezone', '${__timezone}', '$__all_variables'];
    const run = new Set([...expressions.map(([expression]) => expression), ...better, '${__url_time_range}']);
    const rest = Object.keys(text).filter(
      (expression) => !run.has(expression) && !/__org\b/.test(expression),
    );
    const quoted =
      /^(['\\$]*)[$[{]+(single|multi|all|allval|txt|cst|cust|iv|num)(\.(text|value))?[\]}]*('|_suffix|\.suffix)?$/;
    expect(rest.filter((expression) => !quoted.test(expression))).toEqual([]);
    expect(run.size).toBe(205);
  });

  it.each(['$__org', '${__org.id}', '${__org.name}'])('%s', (expression) => {
    expect(replace(expression)).toBe(text[expression]);
  });
});

describe('text without a format', () => {
  const replace = createReplaceVariables(stateFrom(recorded.states.two?.url ?? ''));

  it('puts values in as they are, several of them in braces', () => {
    expect(replace('$single ${multi} [[multi:csv]] ${multi}_x $multi.x')).toBe(
      "M-0'3 {M-01,M-0'3} M-01,M-0'3 {M-01,M-0'3}_x {M-01,M-0'3}.x",
    );
  });

  it('never reads a value again', () => {
    const hostile = createReplaceVariables(stateFrom(recorded.states.hostile?.url ?? ''));
    expect(hostile('$txt')).toBe('${multi}');
  });

  it('expands All to every option, and prints it as a word', () => {
    const state = stateFrom('');
    const all = { ...variableOf(recorded.variables[2] as RecordedVariable, ['$__all']) };
    const withAll = createReplaceVariables({ ...state, variables: { all } });
    expect(withAll('${all:pipe}')).toBe('M-01|M-02|M-0\'3|a,b|c\\d|e"f');
    expect(withAll('${all:text}')).toBe('All');
  });

  it('uses the default format of the caller, but an explicit one wins', () => {
    expect(replace('$multi ${multi:csv}', undefined, 'pipe')).toBe("M-01|M-0'3 M-01,M-0'3");
  });
});

describe('where Andon does better than the recording', () => {
  it('takes the whole date pattern, in the zone of the dashboard', () => {
    const state = { ...stateFrom(''), timeZone: 'Europe/Berlin' };
    expect(createReplaceVariables(state)('${__from:date:YYYY-MM-DD HH:mm}')).toBe('2025-03-19 09:00');
    expect(createReplaceVariables(stateFrom(''))('${__from:date:YYYY-MM-DD HH:mm}')).toBe('2025-03-19 08:00');
  });

  it('knows the zone of the dashboard', () => {
    expect(createReplaceVariables(stateFrom(''))('$__timezone')).toBe('UTC');
  });
});

describe('a dot after the name', () => {
  const halls = [
    { text: 'Press 2', value: 'M-02', properties: { area: 'Hall A' } },
    { text: 'Oven', value: 'M-07', properties: { area: 'Hall B' } },
  ];
  const machine = { type: 'query', multi: true, includeAll: true, options: halls };
  const with_ = (chosen: Pick<VariableState, 'value' | 'text' | 'allValue'>) =>
    createReplaceVariables({ ...stateFrom(''), variables: { machine: { ...machine, ...chosen } } });

  it('leads to a property of what is chosen', () => {
    const replace = with_({ value: ['M-07', 'M-99'], text: ['Oven', 'M-99'] });
    expect(replace('${machine.area} ${machine["area"]:pipe} ${machine.area:text}')).toBe(
      '{Hall B,M-99} Hall B|M-99 Hall B + M-99',
    );
    expect(replace('${machine.1} ${machine.5}.')).toBe('M-99 .');
    expect(replace('${machine.nothing:csv}')).toBe('M-07,M-99');
  });

  it('leads to those of all options, but not into the author’s own All', () => {
    expect(with_({ value: ['$__all'], text: ['All'] })('${machine.area:csv}')).toBe('Hall A,Hall B');
    expect(with_({ value: ['$__all'], text: ['All'], allValue: '.*' })('${machine.area}')).toBe('.*');
  });
});

describe('the address of the page', () => {
  const address = { path: '/d/ovens/ovens', search: '?from=now-6h&var-m=a%26b&var-m=c&kiosk' };
  const variables = {
    m: variableOf(recorded.variables[1] as RecordedVariable, ['a&b', 'c']),
    own: { ...variableOf(recorded.variables[0] as RecordedVariable, ['x']), hidden: true },
    fixed: { ...variableOf(recorded.variables[0] as RecordedVariable, ['x']), type: 'constant' },
  };
  const rawRange = { from: 'now-1d/d', to: '2025-03-19 10:00' };
  const replace = createReplaceVariables({ ...stateFrom(''), address, variables, rawRange });

  it.each([
    ['${__url.path}', '/d/ovens/ovens'],
    ['${__url}', '/d/ovens/ovens?from=now-6h&var-m=a%26b&var-m=c&kiosk'],
    ['${__url.params}', '?from=now-6h&var-m=a%26b&var-m=c&kiosk'],
    ['${__url.params:exclude:from,kiosk}', '?var-m=a%26b&var-m=c'],
    ['${__url.params:include:from}', '?from=now-6h'],
    ['$__all_variables', 'var-m=a%26b&var-m=c'],
    ['${__url_time_range}', 'from=now-1d%2Fd&to=1742378400000'],
  ])('%s', (expression, expected) => {
    expect(replace(expression)).toBe(expected);
  });
});

describe('scoped variables', () => {
  const replace = createReplaceVariables(stateFrom(''));

  it('win over those of the dashboard', () => {
    expect(replace('Machine $single', { single: { text: 'Press 2', value: 'M-02' } })).toBe('Machine M-02');
    expect(replace('Machine ${single:text}', { single: { text: 'Press 2', value: 'M-02' } })).toBe(
      'Machine Press 2',
    );
  });

  it('leave names of data alone where there is no data', () => {
    expect(replace('${__field.name} ${__series.name} ${__value.text}')).toBe(
      '${__field.name} ${__series.name} ${__value.text}',
    );
  });
});
