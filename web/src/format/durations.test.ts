import { expect, it } from 'vitest';
import { ago, duration } from './durations';

const minute = 60_000;
const hour = 60 * minute;

it('says a duration in its two largest units', () => {
  expect(
    [0, 800, 9_960, 59_400, minute, 65_000, hour, 2 * hour + 10 * minute, 76 * hour].map(duration),
  ).toEqual(['0 s', '0.8 s', '10 s', '59 s', '1 min', '1 min 5 s', '1 h', '2 h 10 min', '3 d 4 h']);
});

it('never says sixty of a unit', () => {
  expect([59_700, hour - 400, 24 * hour - 20_000].map(duration)).toEqual(['1 min', '1 h', '1 d']);
});

it('says how long ago in one unit', () => {
  const now = 100 * 24 * hour;
  const ages = [-5, 999, 1_000, 59_999, minute, 119 * minute, 47 * hour, 48 * hour];
  expect(ages.map((age) => ago(now - age, now))).toEqual([
    'now',
    'now',
    '1 s ago',
    '59 s ago',
    '1 min ago',
    '1 h ago',
    '47 h ago',
    '2 d ago',
  ]);
});
