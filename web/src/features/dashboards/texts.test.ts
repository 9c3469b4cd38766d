// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates under test are written like that
import { afterEach, expect, it } from 'vitest';
import type { VariableState } from '../../api/dashboards';
import type { DashboardScope } from './scope';
import { linkContextOf, textsOf } from './texts';

const variable = (name: string, value: string): VariableState => ({
  name,
  type: 'query',
  hide: 0,
  options: [{ text: value, value, properties: { area: `Hall of ${value}` } }],
  current: { text: [value], value: [value] },
});

// Of the page only what its texts look at.
const scope = {
  dashboard: {
    uid: 'ovens',
    title: 'Ovens',
    templating: { list: [{ name: 'machine' }, { name: 'own', skipUrlSync: true }] },
  },
  user: { login: 'ada', name: 'Ada', role: 'viewer' },
  time: { raw: { from: 'now-1h', to: 'now' }, zoneChoice: 'utc', timeZone: 'UTC', problem: null },
  now: Date.UTC(2026, 10, 24, 9),
  variables: [variable('machine', 'M-1'), variable('own', 'x')],
} as Partial<DashboardScope> as DashboardScope;

afterEach(() => history.replaceState(null, '', '/'));

it('texts know the page, its range as it is written, who reads it and what else is known of a choice', () => {
  history.replaceState(null, '', '/d/ovens?var-machine=M-1&kiosk');
  expect(textsOf(scope)('${__url.path}${__url.params:exclude:kiosk}')).toBe('/d/ovens?var-machine=M-1');
  expect(textsOf(scope)('?${__url_time_range}&${__all_variables}')).toBe(
    '?from=now-1h&to=now&var-machine=M-1',
  );
  expect(textsOf(scope)('$__user ${__user.login} ${__user.email}.')).toBe('0 ada .');
  expect(textsOf(scope)('${machine.area} $__rate_interval')).toBe('Hall of M-1 $__rate_interval');
});

it('links take along what is in the address', () => {
  expect(linkContextOf(scope, textsOf(scope)).variables).toEqual([['machine', 'M-1']]);
});
