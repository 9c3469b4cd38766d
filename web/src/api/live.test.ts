import { expect, it } from 'vitest';
import { pauseBefore, pointFrom } from './live';

it('waits longer with each attempt, but never longer than half a minute', () => {
  expect([0, 1, 2, 5, 50].map((attempt) => pauseBefore(attempt, 1))).toEqual([
    1000, 2000, 4000, 30_000, 30_000,
  ]);
});

it('spreads returning pages over half the pause', () => {
  expect(pauseBefore(2, 0)).toBe(2000);
});

it('takes the time of a point as text or as milliseconds', () => {
  const point = { machine_id: 'M', metric_type: 'm', zone_number: null, value: 1, target_value: null };
  expect(pointFrom({ ...point, timestamp: '2026-03-19T12:00:00.250Z' }).timestamp).toBe(
    Date.UTC(2026, 2, 19, 12, 0, 0, 250),
  );
  expect(pointFrom({ ...point, timestamp: 42 }).timestamp).toBe(42);
});
