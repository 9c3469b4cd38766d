import { expect, it } from 'vitest';
import { tickFormat, timeTicks } from './timeAxis';

const hour = 3_600_000;

it.each([
  [100, hour, 'HH:mm:ss.SSS'],
  [10_000, hour, 'HH:mm:ss'],
  [600_000, 2 * hour, 'HH:mm'],
  [6 * hour, 72 * hour, 'MM/DD HH:mm'],
  [24 * hour, 240 * hour, 'MM/DD'],
  [30 * 24 * hour, 365 * 24 * hour, 'YYYY-MM'],
  [365 * 24 * hour, 3650 * 24 * hour, 'YYYY'],
])('ticks every %d ms over %d ms read %s', (increment, span, format) => {
  expect(tickFormat(increment, span)).toBe(format);
});

it('writes hours of the dashboard, on 24 hours', () => {
  const at = Date.parse('2025-03-19T21:00:00Z');
  expect(timeTicks([at, at + hour], hour, 'utc')).toEqual(['21:00', '22:00']);
  expect(timeTicks([at, at + hour], hour, 'Europe/Berlin')).toEqual(['22:00', '23:00']);
});
