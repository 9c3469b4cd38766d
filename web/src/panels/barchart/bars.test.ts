import { describe, expect, it } from 'vitest';
import { frame, prepare, recordedPanel } from '../frames.testing';
import { barData, barsOf, valueTicks } from './bars';
import { barRect, type ChartBox } from './geometry';

const none = new Set<string>();
const machines = frame(
  ['machine', ['Extruder 1', "O'Neil packer", 'Press 2']],
  ['temperature', [76.2, 83.9, 81.9]],
  ['power', [22.1, null, 22.1]],
);

function data(hidden: ReadonlySet<string> = none) {
  return barData(prepare(recordedPanel('tables', 'Bar chart'), [machines]).frames, undefined, hidden, 'dark');
}

describe('recorded bar chart', () => {
  it('groups by the first text, in colours that do not count texts', () => {
    const { categories, series } = data();
    expect(categories).toEqual(['Extruder 1', "O'Neil packer", 'Press 2']);
    expect(series.map(({ name, color }) => [name, color])).toEqual([
      ['temperature', '#73BF69'],
      ['power', '#F2CC0C'],
    ]);
  });

  it('leaves out what is missing or switched off', () => {
    expect(barsOf(data(), 'none')).toHaveLength(5);
    expect(barsOf(data(new Set(['temperature'])), 'none').map((bar) => bar.value)).toEqual([22.1, 22.1]);
  });

  it('stacks, in numbers and in shares', () => {
    const ends = (stacking: 'normal' | 'percent') => barsOf(data(), stacking).map((bar) => bar.to);
    expect(ends('normal')[1]).toBeCloseTo(98.3, 9);
    expect(ends('percent')[1]).toBeCloseTo(1, 12);
    expect(ends('percent')[2]).toBe(1);
  });
});

it('valueTicks are round, and hold zero unless the file sets the ends', () => {
  const bars = barsOf(data(), 'none');
  expect(valueTicks(bars, {}, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(valueTicks(bars, { min: 60, max: 100 }, 4)).toEqual([60, 70, 80, 90, 100]);
  expect(valueTicks([], {}, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

it('bars stay inside the plot, standing and lying', () => {
  const bars = barsOf(data(), 'none');
  for (const horizontal of [false, true]) {
    const plot = { x: 50, y: 10, width: 300, height: 200 };
    const box: ChartBox = {
      plot,
      horizontal,
      ticks: [0, 50, 100],
      groups: 3,
      places: 2,
      groupWidth: 0.7,
      barWidth: 0.97,
    };
    for (const bar of bars) {
      const rect = barRect(bar, box);
      expect(rect.x).toBeGreaterThanOrEqual(plot.x);
      expect(rect.y).toBeGreaterThanOrEqual(plot.y);
      expect(rect.x + rect.width).toBeLessThanOrEqual(plot.x + plot.width);
      expect(rect.y + rect.height).toBeLessThanOrEqual(plot.y + plot.height);
    }
  }
});
