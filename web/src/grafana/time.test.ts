import { describe, expect, it } from 'vitest';
import {
  describeRange,
  intervalFor,
  panelRange,
  parseDuration,
  parseTime,
  quickRanges,
  resolveRange,
  shiftRange,
  zoneName,
  zoomOut,
} from './time';
import { vector } from './vectors.testing';

const recorded = vector<{
  dateMath: [text: string, end: 'from' | 'to', zone: string, expected: string | null][];
  intervals: [
    span: number,
    points: number,
    minimum: string | null,
    text: string,
    milliseconds: number | null,
  ][];
}>('grafana.json');

const now = Date.parse('2025-03-19T10:11:12.345Z');

describe('recorded date maths', () => {
  it.each(recorded.dateMath)('%s as %s in %s', (text, end, timeZone, expected) => {
    const time = parseTime(text, { timeZone, now, roundUp: end === 'to' });
    expect(time === null ? null : new Date(time).toISOString()).toBe(expected);
  });
});

describe('recorded intervals', () => {
  // Grafana's function fails on a “>”, and its page takes it away first; with it means the same as without.
  const withSign = recorded.intervals.filter(([, , minimum]) => minimum?.startsWith('>'));
  const readable = recorded.intervals.filter((vector) => !withSign.includes(vector));
  it.each(withSign)('%d ms in %d points, at least %s', (span, points, minimum) => {
    const range = { from: now - span, to: now };
    expect(intervalFor(range, points, minimum ?? '')).toEqual(intervalFor(range, points, '5m'));
  });

  it('leave none out', () => expect([readable.length, withSign.length]).toEqual([138, 36]));

  it.each(readable)('%d ms in %d points, at least %s', (span, points, minimum, text, milliseconds) => {
    expect(intervalFor({ from: now - span, to: now }, points, minimum ?? undefined)).toEqual({
      text,
      milliseconds,
    });
  });

  it('ignores the “>” of a minimum', () => {
    expect(intervalFor({ from: 0, to: 300_000 }, 100, '>5m').text).toBe('5m');
  });
});

describe('parseTime', () => {
  it('takes a date without a zone in the zone of the dashboard', () => {
    const time = parseTime('2025-03-19 09:00:00', { timeZone: 'Europe/Berlin', now });
    expect(time).toBe(Date.parse('2025-03-19T08:00:00Z'));
  });

  it('reads epoch milliseconds and full ISO texts', () => {
    expect(parseTime('1742371200000', { timeZone: 'utc', now })).toBe(1742371200000);
    expect(parseTime('2025-03-19T08:00:00.000Z', { timeZone: 'America/New_York', now })).toBe(1742371200000);
  });

  it('gives null for what means nothing', () => {
    for (const text of ['', 'now-', 'now-5x', 'yesterday', 'now/q']) {
      expect(parseTime(text, { timeZone: 'utc', now })).toBeNull();
    }
  });
});

describe('ranges', () => {
  it('refuses one that does not go forward', () => {
    expect(resolveRange({ from: 'now', to: 'now-1h' }, { timeZone: 'utc', now })).toBeNull();
  });

  it('are described in words or in full', () => {
    expect(describeRange({ from: 'now-6h', to: 'now' }, 'utc')).toBe('Last 6 hours');
    expect(describeRange({ from: '1742371200000', to: '2025-03-19T10:00:00Z' }, 'utc')).toBe(
      '2025-03-19 08:00:00 to 2025-03-19 10:00:00',
    );
  });

  it('of a panel replace a relative one, and shift any', () => {
    const options = { timeZone: 'utc', now };
    expect(panelRange({ from: 'now-6h', to: 'now' }, { timeFrom: '2h' }, options)).toEqual({
      from: now - 7_200_000,
      to: now,
    });
    expect(
      panelRange(
        { from: '1742371200000', to: '1742378400000' },
        { timeFrom: '2h', timeShift: '1d' },
        options,
      ),
    ).toEqual({ from: 1742371200000 - 86_400_000, to: 1742378400000 - 86_400_000 });
  });
});

describe('parseDuration', () => {
  it.each([
    ['10s', 10_000],
    ['>5m', 300_000],
    ['250ms', 250],
    ['nothing', null],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
});

it('quick ranges all have a name and resolve', () => {
  for (const range of quickRanges) {
    expect(range.display).not.toBe('');
    expect(resolveRange(range, { timeZone: 'Europe/Berlin', now })).not.toBeNull();
  }
  expect(quickRanges.find((range) => range.from === 'now-6h')?.display).toBe('Last 6 hours');
});

it('ranges move by half their length, and widen to twice', () => {
  expect(shiftRange({ from: 100, to: 200 }, -1)).toEqual({ from: 50, to: 150 });
  expect(zoomOut({ from: 100, to: 200 })).toEqual({ from: 50, to: 250 });
});

it('zones have one name', () => {
  const zones = ['utc', 'browser', 'Etc/UTC', 'GMT', 'Europe/Berlin', 'Etc/GMT+5'];
  expect(zones.map(zoneName)).toEqual(['UTC', 'UTC', 'UTC', 'UTC', 'Europe/Berlin', 'Etc/GMT+5']);
});
