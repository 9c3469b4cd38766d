import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { VariableState } from '../../api/dashboards';
import { closePage, openPage, pass } from '../../ui/page.testing';
import { type DashboardScope, ScopeProvider } from './scope';
import { VariableSelect } from './VariableSelect';

const MACHINE: VariableState = {
  name: 'machine',
  type: 'query',
  hide: 0,
  includeAll: true,
  options: [
    { text: 'Oven', value: 'M-1' },
    { text: 'Press', value: 'M-2' },
  ],
  current: { text: ['Oven'], value: ['M-1'] },
};

let asked: unknown[];
let chosen: string[][];

async function opened(searched: boolean, answer: object): Promise<void> {
  asked = [];
  chosen = [];
  const variable = { ...MACHINE, searched };
  // Of the page only what a list looks at.
  const scope = {
    dashboard: { uid: 'ovens' },
    time: { raw: { from: '1742371200000', to: '1742378400000' }, timeZone: 'UTC' },
    variables: [variable, { ...MACHINE, name: 'area', current: { text: ['Hall A'], value: ['Hall A'] } }],
  } as Partial<DashboardScope> as DashboardScope;
  const page = (
    <ScopeProvider value={scope}>
      <VariableSelect id="v" label="Machine" variable={variable} onChange={(values) => chosen.push(values)} />
    </ScopeProvider>
  );
  await openPage(page, '/d/ovens', ({ path, body }) => {
    if (body !== null) asked.push([path, body]);
    return answer;
  });
  act(() => document.querySelector<HTMLButtonElement>('#v')?.click());
  await pass(300);
}

afterEach(closePage);

const offered = () => [...document.querySelectorAll('[role=option]')].map((each) => each.textContent);

async function type(text: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('input[aria-label="Search Machine"]');
  if (field === null) throw new Error('no field to search in');
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
  act(() => {
    set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await pass(20);
}

it('finds among what it has where the query does not search', async () => {
  await opened(false, {});
  await type('pre');
  expect(offered()).toEqual(['Press']);
  await pass(1000);
  expect(asked).toEqual([]);
});

it('lets the query search, once for what is typed in one go, and shows what it finds instead', async () => {
  await opened(true, { options: [{ text: 'Lathe 7', value: 'M-77' }] });
  expect(offered()).toEqual(['All', 'Oven', 'Press']);
  await type('l');
  await type('lat');
  expect(document.body.textContent).toContain('Searching …');
  await pass(400);
  await pass(100);
  expect(asked).toEqual([
    [
      '/api/v1/dashboards/ovens/variable-options',
      {
        from: 1742371200000,
        to: 1742378400000,
        timezone: 'UTC',
        values: { machine: ['M-1'], area: ['Hall A'] },
        variable: 'machine',
        search: 'lat',
      },
    ],
  ]);
  expect(offered()).toEqual(['Lathe 7']);
  act(() => document.querySelector<HTMLElement>('[role=option]')?.click());
  expect(chosen).toEqual([['M-77']]);
});

it('says why a search fails', async () => {
  await opened(true, { options: [], error: 'Its query failed: no such table' });
  await type('x');
  await pass(400);
  await pass(100);
  expect(document.body.textContent).toContain('Its query failed: no such table');
});
