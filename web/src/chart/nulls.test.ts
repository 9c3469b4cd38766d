import { describe, expect, it } from 'vitest';
import { bridgeShortGaps, drawable, insertNulls, isolatedPoints, nearestPoint } from './nulls';

describe('bridgeShortGaps', () => {
  const times = [0, 10, 20, 30, 40, 50];
  it('opens nulls between points closer than the limit, and leaves longer and outer ones', () => {
    expect(bridgeShortGaps(times, [null, 1, null, 2, null, null], 25)).toEqual([
      null,
      1,
      undefined,
      2,
      null,
      null,
    ]);
    expect(bridgeShortGaps(times, [1, null, null, null, 2, 3], 25)).toEqual([1, null, null, null, 2, 3]);
  });
});

describe('insertNulls', () => {
  it('breaks the line one threshold after the last point before a hole', () => {
    expect(insertNulls([0, 10, 50], [1, 2, 3], 15)).toEqual({
      times: [0, 10, 25, 50],
      values: [1, 2, null, 3],
    });
  });
  it('returns the same arrays when there is no hole', () => {
    const times = [0, 10, 20];
    expect(insertNulls(times, [1, 2, 3], 10).times).toBe(times);
  });
});

it('drawable makes gaps of what a canvas cannot draw', () => {
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
  expect(drawable([1, nan, infinity, null, undefined])).toEqual([1, null, null, null, undefined]);
  const fine = [1, null, undefined];
  expect(drawable(fine)).toBe(fine);
});

describe('isolatedPoints', () => {
  it('finds points with gaps or ends on both sides', () => {
    expect(isolatedPoints([1, null, 2, 3, null, 4])).toEqual([0, 5]);
  });
  it('does not take undefined for a gap', () => {
    expect(isolatedPoints([1, undefined, 2, null, undefined, 3])).toEqual([5]);
  });
  it('finds none in an unbroken line or in nothing', () => {
    expect(isolatedPoints([1, 2, 3])).toEqual([]);
    expect(isolatedPoints([])).toEqual([]);
  });
});

it('nearestPoint looks both ways for a point of the series, and stops at a gap', () => {
  expect(nearestPoint([1, undefined, undefined, undefined, 5], 3)).toBe(4);
  expect(nearestPoint([1, null, undefined], 2)).toBe(1);
  expect(nearestPoint([undefined], 0)).toBe(0);
});
