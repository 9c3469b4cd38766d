// @vitest-environment node
// uPlot asks a browser for its pixel ratio as soon as it is loaded; without a window it does not.
import { describe, expect, it } from 'vitest';
import { axisRange, powersOnly, tickTexts } from './scales';
import type { ScaleSpec } from './spec';

const plain: ScaleSpec = {
  id: 'y',
  side: 'left',
  distribution: { type: 'linear' },
  centeredZero: false,
  percent: false,
  grid: true,
  border: false,
  binary: false,
  fixedDecimals: false,
  tick: (value, decimals) => value.toFixed(decimals),
};

describe('axisRange', () => {
  it('leaves room around the data, and takes zero in when it is near', () => {
    const [min, max] = axisRange(plain, 70, 90);
    expect(min).toBeLessThan(70);
    expect(min).toBeGreaterThan(60);
    expect(max).toBeGreaterThan(90);
    expect(axisRange(plain, 0.5, 90)[0]).toBe(0);
  });

  it('obeys fixed ends, and soft ones until the data passes them', () => {
    expect(axisRange({ ...plain, min: 60, max: 100 }, 70, 200)).toEqual([60, 100]);
    expect(axisRange({ ...plain, softMin: 0, softMax: 120 }, 70, 90)).toEqual([0, 120]);
    expect(axisRange({ ...plain, softMax: 80 }, 70, 90)[1]).toBeGreaterThan(90);
  });

  it('puts zero in the middle', () => {
    const [min, max] = axisRange({ ...plain, centeredZero: true }, -3, 10);
    expect(min).toBe(-max);
    expect(max).toBeGreaterThanOrEqual(10);
  });

  it('shows shares from nothing to the whole', () => {
    expect(axisRange({ ...plain, percent: true }, 0.4, 1)).toEqual([0, 1]);
  });

  it('goes by whole powers on a log axis, and ignores what has no logarithm', () => {
    const log = { ...plain, distribution: { type: 'log', base: 10 } } as const;
    expect(axisRange(log, 2700, 9100)).toEqual([1000, 10000]);
    expect(axisRange(log, -5, 50)).toEqual([1, 100]);
    expect(axisRange(log, null, null)).toEqual([1, 10]);
  });

  it('always gives a real range', () => {
    for (const [min, max] of [
      [null, null],
      [5, 5],
      [0, 0],
    ] as const) {
      const [low, high] = axisRange(plain, min, max);
      expect(low).toBeLessThan(high);
    }
    expect(axisRange({ ...plain, min: 10, max: 10 }, 1, 2)).toEqual([10, 20]);
  });
});

describe('tickTexts', () => {
  it('adds decimals until neighbours differ', () => {
    expect(
      tickTexts({ ...plain, tick: (v, d) => `${(v / 1000).toFixed(d)} kW` }, [1000, 1200, 1400], 0),
    ).toEqual(['1.0 kW', '1.2 kW', '1.4 kW']);
  });

  it('blanks a repetition that decimals cannot solve', () => {
    expect(tickTexts({ ...plain, tick: (v) => (v ? 'True' : 'False') }, [0, 0.5, 1], 1)).toEqual([
      'False',
      'True',
      '',
    ]);
    expect(tickTexts({ ...plain, fixedDecimals: true, tick: (v) => v.toFixed(0) }, [1, 1.4, 2], 1)).toEqual([
      '1',
      '',
      '2',
    ]);
  });
});

it('powersOnly keeps zero and powers of both signs', () => {
  expect(powersOnly([-100, -50, -1, 0, 1, 20, 1000], 10)).toEqual([-100, null, -1, 0, 1, null, 1000]);
});
