import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closePage, openPage, pass } from '../../ui/page.testing';
import MachinesPage from './MachinesPage';

const NOW = Date.UTC(2026, 10, 24, 9, 12, 3);

const OVEN = {
  id: 'M-1',
  name: 'Oven',
  site: null,
  area: 'Hall 1',
  line: null,
  status: 'running',
  ideal_cycle_seconds: null,
  retired: null,
};

let host: HTMLElement;
let role: 'viewer' | 'admin';
let changes: { method: string; path: string; body: unknown }[];

async function open(address = '/machines') {
  host = await openPage(<MachinesPage />, address, ({ method, path, body }) => {
    if (method !== 'GET') changes.push({ method, path, body });
    switch (path.split('?')[0]) {
      case '/api/v1/session':
        return { user: { login: 'a', name: 'A', role }, version: '1' };
      case '/api/v1/ingest':
        return { since: NOW - 60_000, now: NOW, machines: [{ machine: 'M-1', lastSeen: NOW - 4000 }] };
      default:
        return path.endsWith('retired=true') ? [] : [OVEN, { ...OVEN, id: 'M-2', name: 'M-2', area: null }];
    }
  });
}

beforeEach(() => {
  role = 'admin';
  changes = [];
});
afterEach(closePage);

const rows = () =>
  [...host.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent).join('|'),
  );
const button = (name: string) => {
  const all = [...document.querySelectorAll('button')];
  const found = all.find((each) => (each.ariaLabel ?? each.textContent) === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};
const press = async (name: string) => {
  act(() => button(name).click());
  await pass(500);
};

describe('for everybody', () => {
  it('lists the machines with when they sent last', async () => {
    role = 'viewer';
    await open();
    expect(rows()).toEqual(['M-2|–|–|–|running|–', 'OvenM-1|–|Hall 1|–|running|4 s ago']);
    expect(host.textContent).not.toContain('Add a machine');
  });

  it('keeps to what the address asks for', async () => {
    role = 'viewer';
    await open('/machines?area=Hall+1');
    expect(rows()).toHaveLength(1);
    await press('Retired');
    expect(host.textContent).toContain('No machine is retired');
  });
});

describe('for administrators', () => {
  it('retires a machine, but not by one press alone', async () => {
    await open();
    await press('Edit Oven');
    await press('Retire…');
    expect(changes).toEqual([]);
    expect(document.body.textContent).toContain('All its points stay');
    await press('Retire');
    expect(changes).toEqual([{ method: 'DELETE', path: '/api/v1/machines/M-1', body: null }]);
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });
});
