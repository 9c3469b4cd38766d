import { describe, expect, it } from 'vitest';
import { asTyped, checkRange } from './rangeText';

const OPTIONS = { timeZone: 'Europe/Berlin', now: Date.UTC(2026, 2, 19, 12) };

describe('checkRange', () => {
  it('keeps relative ends as they are', () => {
    expect(checkRange(' now-6h', 'now', OPTIONS)).toEqual({
      from: null,
      to: null,
      range: { from: 'now-6h', to: 'now' },
    });
  });

  it('takes a date in the zone of the dashboard', () => {
    expect(checkRange('2026-03-19 08:00:00', '2026-03-19 09:00:00', OPTIONS).range).toEqual({
      from: String(Date.UTC(2026, 2, 19, 7)),
      to: String(Date.UTC(2026, 2, 19, 8)),
    });
  });

  it('says which end cannot be read', () => {
    const { from, to, range } = checkRange('yesterday', 'now', OPTIONS);
    expect([from, to, range]).toEqual([expect.stringContaining('now-6h'), null, null]);
  });

  it('refuses a range that runs backwards', () => {
    expect(checkRange('now', 'now-1h', OPTIONS)).toEqual({
      from: null,
      to: 'The end must be after the start',
      range: null,
    });
  });
});

it('asTyped writes milliseconds as a date', () => {
  const start = { ...OPTIONS, roundUp: false };
  expect(asTyped(String(Date.UTC(2026, 2, 19, 7)), start)).toBe('2026-03-19 08:00:00');
  expect(asTyped('now-1d/d', start)).toBe('now-1d/d');
});
