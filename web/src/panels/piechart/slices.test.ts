import { expect, it } from 'vitest';
import { recordedPanel, timeFrame, viewProps } from '../frames.testing';
import { panelValues } from '../shared/singleValue';
import { slicePath, slicesOf } from './slices';

const none = new Set<string>();

function slices(values: (number | null)[], hidden: ReadonlySet<string> = none) {
  const columns = values.map((value, i): [string, unknown[]] => [`M-0${i + 1}`, [value]]);
  return slicesOf(
    panelValues(viewProps(recordedPanel('single', 'Energy share'), [timeFrame(...columns)])),
    'desc',
    hidden,
  );
}

it('shares out the recorded pie, the largest first, in the colours of the palette', () => {
  const shown = slices([44.9, 45.02]);
  expect(shown.map(({ name, text, percent, color }) => [name, text, percent, color])).toEqual([
    ['M-02', '45.0 kWh', '50%', '#F2CC0C'],
    ['M-01', '44.9 kWh', '50%', '#73BF69'],
  ]);
  expect(shown[1]?.from).toBeCloseTo(shown[0]?.share ?? 0, 12);
});

it('gives nothing to what is no part of a whole', () => {
  expect(slices([10, null, -5, 0]).map((slice) => slice.share)).toEqual([1]);
  expect(slices([null])).toEqual([]);
});

it('shares anew among those that are left', () => {
  const [largest] = slices([1, 3]);
  expect(slices([1, 3], new Set([largest?.id ?? ''])).map((slice) => slice.share)).toEqual([1]);
});

it('draws a whole circle of two halves', () => {
  expect(slicePath({ from: 0, share: 1 }, 10, 5).match(/Z/g)).toHaveLength(2);
  expect(slicePath({ from: 0, share: 0.25 }, 10, 0)).toBe('M0.00 -10.00A10 10 0 0 1 10.00 -0.00L0 0Z');
});
