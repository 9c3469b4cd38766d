import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Storage } from '../../api/storage';
import { closePage, openPage, pass } from '../../ui/page.testing';
import StoragePage from './StoragePage';
import { metric, NO_SIZES, NOW, sizes, storage } from './storage.testing';

let host: HTMLElement;
/** What the server says next; null: it is away. */
let answer: Storage | null;

async function open(first: Storage | null) {
  answer = first;
  host = await openPage(<StoragePage />, '/storage', () => answer);
}

afterEach(closePage);

const text = () => host.textContent ?? '';
const metrics = () =>
  [...host.querySelectorAll('[aria-labelledby=metrics] tbody tr td:first-child')].map(
    (cell) => cell.textContent,
  );

describe('a server with a year of points', () => {
  it('shows what they take, raw and packed', async () => {
    await open(storage());
    expect(text()).toContain('PostgreSQL 18.6, built in; measured 20 s ago');
    expect(text()).toContain('On disk2.5 GiB200 GiB are free');
    expect(text()).toContain('Points315,360,000');
    expect(text()).toContain('61.0bytes a point25,920,000 points of 31 days, the first 25 Oct');
    expect(text()).toContain('2.2bytes a point289,440,000 points of 12 months');
  });

  it('draws days and months, and says them', async () => {
    await open(storage());
    const labels = [...host.querySelectorAll('svg[role=img]')].map((each) => each.getAttribute('aria-label'));
    expect(labels).toEqual([
      'Points of each day, 3 days; at most 864,000',
      'Size of each month’s points, 2 months; at most 1.2 GiB',
    ]);
    expect(text()).toContain('24 Nov: 331,200 points');
    expect(text()).toContain('Oct 2026: 49.6 MiB packed, 303 MiB as they came');
  });

  it('lists the largest metrics first, and sorts by another column', async () => {
    await open(storage());
    expect(metrics()).toEqual(['temperature', 'cycle_count']);
    const heading = [...host.querySelectorAll('th')].find((each) => each.textContent === 'Metric');
    act(() => heading?.querySelector('button')?.click());
    expect(metrics()).toEqual(['cycle_count', 'temperature']);
  });

  it('says how far summaries are, which are late, and how long all is kept', async () => {
    await open(
      storage({
        late: { spans: 40, series: 12, oldest: NOW - 90_000_000 },
        rollups: storage().rollups.map((each) => ({ ...each, completeUntil: NOW - 300_000_000 })),
      }),
    );
    expect(text()).toContain('Late points of 12 series are being summed up again.');
    expect(text()).toContain('That is longer than usual');
    expect(text()).toContain('Everythingforever');
    expect(text()).toContain('5 minutes 92 days, hours forever, days forever');
    expect(text()).toContain('Nothing was removed yet.');
  });

  it('lists what was removed, by what and whom', async () => {
    const log = [
      {
        at: NOW - 7_200_000,
        level: '5m',
        object: 'rollup_5m_202607',
        series: 300,
        points: 2_678_400,
        exact: true,
        bytes: 392_000_000,
        since: Date.UTC(2026, 6, 1),
        until: Date.UTC(2026, 6, 31, 23, 55),
        rule: 'default',
        actor: 'admin',
      },
    ];
    await open(storage({ retention: { ...storage().retention, log } }));
    expect(text()).toContain('1 Jul – 31 Jul 2026');
    expect(text()).toContain('2,678,400');
    expect(text()).toContain('default · admin');
  });

  it('warns when the disk is short, and when points are only estimated', async () => {
    await open(
      storage({
        freeBytes: 500_000_000,
        sizes: sizes({ exact: false, metrics: [metric('t')], metricsLeftOut: 7 }),
      }),
    );
    expect(host.querySelector('[data-bad=true]')?.textContent).toContain('Make room');
    expect(text()).toContain('about 315,360,000');
    expect(text()).toContain('7 smaller ones count in the sums above');
  });
});

describe('a server that has little to show', () => {
  it('says that nothing is stored', async () => {
    await open(storage({ sizes: NO_SIZES }));
    expect(text()).toContain('Nothing is stored yet');
    expect(host.querySelector('svg[role=img]')).toBeNull();
  });

  it('says that it measures, and goes on by itself', async () => {
    await open(storage({ sizes: null }));
    expect(text()).toContain('What is stored is being measured');
    answer = storage();
    await pass(3000);
    expect(text()).toContain('315,360,000');
  });

  it('shows viewers neither the free disk nor who removed something', async () => {
    await open(storage({ freeBytes: null }));
    expect(text()).toContain('On disk2.5 GiBThe whole database');
  });
});

describe('a server that goes away', () => {
  it('keeps the last numbers and says how old they are, until it is back', async () => {
    await open(storage());
    answer = null;
    await pass(31_000);
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Andon cannot be reached');
    expect(text()).toContain('315,360,000');
    answer = storage();
    await pass(31_000);
    expect(host.querySelector('[role=alert]')).toBeNull();
  });

  it('was never there, and comes by itself', async () => {
    await open(null);
    expect(text()).toContain('Andon cannot be reached');
    answer = storage();
    await pass(31_000);
    expect(text()).toContain('315,360,000');
  });
});
