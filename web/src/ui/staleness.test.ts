import { expect, it } from 'vitest';
import { staleness } from './staleness';

const NOW = Date.UTC(2026, 10, 24, 9, 12, 3);

it('calls numbers old after a failure, or when an answer is long in coming', () => {
  expect(staleness(NOW, false, NOW + 8000, 2000)).toBeNull();
  expect(staleness(NOW, false, NOW + 8001, 2000)).toBe(8001);
  expect(staleness(NOW, true, NOW + 5, 2000)).toBe(5);
  expect(staleness(NOW, true, NOW - 5, 2000)).toBe(0);
});
