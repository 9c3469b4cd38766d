import { describe, expect, it } from 'vitest';
import type { DashboardModel } from '../../api/dashboards';
import type { PanelModel } from '../../panels/panel';
import { rangeAt, timeOf } from './dashboardTime';
import { readAddress } from './dashboardUrl';
import {
  asksSomething,
  drawnQuestionOf,
  endsNow,
  isTooCoarse,
  overrideText,
  questionOf,
  shownRange,
} from './panelQuestion';

const NOW = Date.UTC(2026, 2, 19, 12);
const HOUR = 3_600_000;
const DASHBOARD: DashboardModel = {
  uid: 'u',
  title: 't',
  timezone: 'utc',
  time: { from: 'now-6h', to: 'now' },
};
const time = (search = '') => timeOf(DASHBOARD, readAddress(new URLSearchParams(search)), NOW);
const panel = (more: Record<string, unknown> = {}): PanelModel => ({
  id: 7,
  type: 'timeseries',
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  ...more,
});

describe('timeOf', () => {
  it('prefers the address to the file', () => {
    expect(time().raw).toEqual({ from: 'now-6h', to: 'now' });
    expect(time('from=now-1h&to=now&timezone=Europe/Berlin')).toMatchObject({
      raw: { from: 'now-1h', to: 'now' },
      timeZone: 'Europe/Berlin',
      problem: null,
    });
  });

  it('says what it cannot read and goes on with the file', () => {
    const odd = time('from=soon&to=later&timezone=Middle/Earth');
    expect(odd).toMatchObject({ raw: { from: 'now-6h', to: 'now' }, timeZone: 'UTC' });
    expect(odd.problem).toContain('"soon"');
  });

  it('means the same by milliseconds in every zone', () => {
    const range = rangeAt(time(`from=${NOW - HOUR}&to=${NOW}&timezone=Asia/Tokyo`), NOW + HOUR);
    expect(range).toEqual({ from: NOW - HOUR, to: NOW });
  });
});

describe('questionOf', () => {
  it('asks for a point a pixel unless the file says how many', () => {
    expect(questionOf(panel(), 812.4, time(), NOW)).toEqual({ id: 7, maxDataPoints: 812 });
    expect(questionOf(panel({ maxDataPoints: 200 }), 812, time(), NOW).maxDataPoints).toBe(200);
  });

  it('narrows and shifts the range', () => {
    expect(questionOf(panel({ timeFrom: '2h' }), 500, time(), NOW)).toMatchObject({
      from: NOW - 2 * HOUR,
      to: NOW,
    });
    expect(questionOf(panel({ timeFrom: '2h', timeShift: '1d' }), 500, time(), NOW)).toMatchObject({
      from: NOW - 26 * HOUR,
      to: NOW - 24 * HOUR,
    });
  });

  it('leaves a fixed range alone but for the shift', () => {
    const fixed = time(`from=${NOW - HOUR}&to=${NOW}`);
    expect(shownRange(panel({ timeFrom: '2h' }), fixed, NOW)).toEqual({ from: NOW - HOUR, to: NOW });
    expect(shownRange(panel({ timeShift: '1h' }), fixed, NOW)).toEqual({
      from: NOW - 2 * HOUR,
      to: NOW - HOUR,
    });
  });
});

describe('drawnQuestionOf', () => {
  it('says how wide the lines are, where the panel draws nothing else', () => {
    const drawing = { pixels: 812, connected: false };
    expect(drawnQuestionOf(panel(), 812.4, time(), NOW)).toEqual({ id: 7, maxDataPoints: 812, drawing });
    const fixed = panel({ maxDataPoints: 200 });
    expect(drawnQuestionOf(fixed, 812, time(), NOW)).toMatchObject({ maxDataPoints: 200, drawing });
    expect(drawnQuestionOf(panel({ type: 'table' }), 812, time(), NOW).drawing).toBeUndefined();
  });

  it('is worth asking again once the panel has grown', () => {
    const reduced = { by: 'minmax', rows: 9000, kept: 2000, pixels: 500 };
    const frame = { schema: { fields: [], meta: { custom: { reduced } } }, data: { values: [] } };
    const answer = { panelId: 7, elapsedMs: 1, results: { A: { status: 200, frames: [frame] } } };
    expect(isTooCoarse(answer, 500)).toBe(false);
    expect(isTooCoarse(answer, 1000)).toBe(true);
    expect(isTooCoarse(null, 1000)).toBe(false);
  });
});

describe('overrideText', () => {
  it('says what differs, unless the file wants it hidden', () => {
    expect(overrideText(panel(), 'UTC')).toBeNull();
    expect(overrideText(panel({ timeFrom: '2h', timeShift: '1d' }), 'UTC')).toBe('Last 2 hours, 1d earlier');
    expect(overrideText(panel({ timeFrom: '2h', hideTimeOverride: true }), 'UTC')).toBeNull();
  });
});

it('endsNow tells which panels a new sample can change', () => {
  expect(endsNow(panel(), time(), NOW)).toBe(true);
  expect(endsNow(panel({ timeShift: '1h' }), time(), NOW)).toBe(false);
  expect(endsNow(panel(), time('from=now/d&to=now/d'), NOW)).toBe(true);
  expect(endsNow(panel(), time(`from=${NOW - HOUR}&to=${NOW - 10_000}`), NOW)).toBe(false);
});

it('asksSomething wants a target that is not hidden', () => {
  expect(asksSomething(panel())).toBe(false);
  expect(asksSomething(panel({ targets: [{ refId: 'A', hide: true }] }))).toBe(false);
  expect(asksSomething(panel({ targets: [{ refId: 'A' }] }))).toBe(true);
});
