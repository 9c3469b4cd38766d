import { expect, it } from 'vitest';
import { thresholdZones } from './paint';

const steps = [
  { value: Number.NEGATIVE_INFINITY, color: 'green' },
  { value: 70, color: 'yellow' },
  { value: 85, color: 'red' },
];

it('zones cover the visible part of the axis without a hole', () => {
  expect(thresholdZones(steps, 60, 100)).toEqual([
    { from: 60, to: 70, color: 'green' },
    { from: 70, to: 85, color: 'yellow' },
    { from: 85, to: 100, color: 'red' },
  ]);
});

it('zones outside the axis are not drawn', () => {
  expect(thresholdZones(steps, 72, 80)).toEqual([{ from: 72, to: 80, color: 'yellow' }]);
});
