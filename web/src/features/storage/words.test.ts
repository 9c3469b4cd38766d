import { expect, it } from 'vitest';
import { everyMonth, isBehind, isDiskShort, metricRows, perPoint } from './figures';
import { NO_SIZES, NOW, sizes, storage } from './storage.testing';
import { dayText, keepText, levelName, monthText, ruleName } from './words';

it('calls levels and times what people call them', () => {
  expect(['raw', '5m', '1h', '1d', '12h', 'odd'].map(levelName)).toEqual([
    'Points',
    '5 minutes',
    'Hours',
    'Days',
    '12 hours',
    'odd',
  ]);
  expect(['92d', '1d', '365d', '730d', 'forever'].map(keepText)).toEqual([
    '92 days',
    '1 day',
    '1 year',
    '2 years',
    'forever',
  ]);
  expect(dayText(Date.UTC(2026, 0, 31, 23, 59))).toBe('31 Jan');
  expect(monthText(Date.UTC(2026, 0, 1))).toBe('Jan 2026');
});

it('says what is left for the last rule', () => {
  expect(ruleName('default', 1)).toBe('Everything');
  expect(ruleName('default', 2)).toBe('Everything else');
  expect(ruleName('rule 1: metric vib*', 2)).toBe('Rule 1: metric vib*');
});

it('leaves room for months without points', () => {
  const at = (year: number, month: number, raw = 0) => ({ month: Date.UTC(year, month, 1), raw, sealed: 0 });
  expect(everyMonth([at(2025, 10, 5), at(2026, 1, 7)])).toEqual([
    at(2025, 10, 5),
    at(2025, 11),
    at(2026, 0),
    at(2026, 1, 7),
  ]);
  expect(everyMonth([])).toEqual([]);
  expect(everyMonth([at(1970, 0, 5), at(2026, 1, 7)])).toHaveLength(120);
});

it('divides bytes among points and metrics', () => {
  expect(perPoint({ points: 4, bytes: 10 })).toBe(2.5);
  expect(perPoint({ points: 0, bytes: 8192 })).toBeNull();
  expect(
    metricRows(
      sizes({ raw: { points: 1, bytes: 61_600_000 }, sealed: { points: 1, bytes: 100_000_000 } }),
    )[0],
  ).toMatchObject({
    all: { points: 10_000_000, bytes: 80_800_000 },
    share: 0.5,
  });
  expect(metricRows(NO_SIZES)).toEqual([]);
});

it('knows when a summary is later than it always is', () => {
  const level = { level: '1h', rows: 1, bytes: 1, closesEverySeconds: 21_600 };
  expect(isBehind({ ...level, completeUntil: NOW - 14 * 3_600_000 }, NOW)).toBe(false);
  expect(isBehind({ ...level, completeUntil: NOW - 14 * 3_600_000 - 1 }, NOW)).toBe(true);
  expect(isBehind({ ...level, completeUntil: null }, NOW)).toBe(false);
});

it('warns before the disk is full', () => {
  expect(isDiskShort(storage())).toBe(false);
  expect(isDiskShort(storage({ freeBytes: 2 ** 31 - 1 }))).toBe(true);
  expect(isDiskShort(storage({ databaseBytes: 2 ** 40, freeBytes: 2 ** 36 }))).toBe(true);
  expect(isDiskShort(storage({ freeBytes: null }))).toBe(false);
});
