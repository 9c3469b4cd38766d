import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { IngestAccount } from '../../api/ingest';
import { closePage, openPage, pass } from '../../ui/page.testing';
import { account, machine, NOW, rejection } from './account.testing';
import IngestPage from './IngestPage';

let host: HTMLElement;
/** What the server says next; null: it is away. */
let answer: IngestAccount | null;

async function open(first: IngestAccount | null, address = '/ingest') {
  answer = first;
  host = await openPage(<IngestPage />, address, () => answer);
}

afterEach(closePage);

const text = () => host.textContent ?? '';
const names = () => [...host.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.textContent);

describe('a server that got nothing', () => {
  it('says so, and how points are sent', async () => {
    await open(account());
    expect(text()).toContain('Nothing has come in yet');
    expect(text()).toContain('Nothing was rejected since 2026-11-24 08:12:03 UTC.');
    expect(text()).toContain('Nothing waits.');
  });
});

describe('a server that got points', () => {
  const busy = account({
    perSecond: { received: 2412.4, stored: 2412.4, unchanged: 0, corrected: 0, rejected: 0.0167 },
    totals: { received: 315_360_000, stored: 315_359_999, unchanged: 0, corrected: 0, rejected: 1 },
    machines: [machine('M-10'), machine('M-2', { lastSeen: NOW - 1_500_000 }), machine('M-1')],
    machinesLeftOut: 5,
    requests: { answered: 12, refused: { overloaded: 3 } },
    rejections: [rejection('timestamp-ahead', { title: 'Timestamp in the future', token: null })],
  });

  it('shows the rates, the reasons and who is silent', async () => {
    await open(busy);
    expect(text()).toContain('2,412/s');
    expect(text()).toContain('0.02/s');
    expect(text()).toContain('315,360,000 in all');
    expect(text()).toContain('Queue full3');
    expect(text()).toContain('Timestamp in the future1 point');
    expect(text()).toContain('example of timestamp-ahead');
    expect(text()).toContain('Last 1 s ago: machine M-1, by JSON');
    expect(text()).toContain('25 min agosilent');
    expect(text()).toContain('These are the 3 machines that sent last.');
  });

  it('sorts by a column, and says which', async () => {
    await open(busy);
    expect(names()).toEqual(['M-1', 'M-2', 'M-10']);
    const heading = [...host.querySelectorAll('th')].find((each) => each.textContent === 'Last seen');
    act(() => heading?.querySelector('button')?.click());
    expect(names()).toEqual(['M-2', 'M-10', 'M-1']);
    expect(heading?.getAttribute('aria-sort')).toBe('ascending');
  });

  it('keeps to what the address asks for', async () => {
    await open(busy, '/ingest?concern=silent');
    expect(names()).toEqual(['M-2']);
  });

  it('offers a way out when nothing matches', async () => {
    await open(busy, '/ingest?machine=oven');
    expect(text()).toContain('No machine matches');
    act(() => [...host.querySelectorAll('button')].find((each) => each.textContent === 'Show all')?.click());
    expect(names()).toHaveLength(3);
  });
});

describe('a server that goes away', () => {
  it('keeps the last numbers and says how old they are, until it is back', async () => {
    await open(account({ machines: [machine('M-1')] }));
    expect(host.querySelector('[role=alert]')).toBeNull();
    answer = null;
    await pass(6000);
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Andon cannot be reached');
    expect(text()).toMatch(/As of 2026-11-24 09:12:03 UTC, \d s old/);
    expect(names()).toEqual(['M-1']);
    answer = account({ machines: [machine('M-1'), machine('M-2')] });
    await pass(3000);
    expect(host.querySelector('[role=alert]')).toBeNull();
    expect(names()).toEqual(['M-1', 'M-2']);
  });

  it('was never there, and comes by itself', async () => {
    await open(null);
    expect(text()).toContain('Andon cannot be reached');
    answer = account();
    await pass(3000);
    expect(text()).toContain('Nothing has come in yet');
  });
});
