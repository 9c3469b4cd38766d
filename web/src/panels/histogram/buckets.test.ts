import { describe, expect, it } from 'vitest';
import { display, textOf } from '../../grafana/display';
import { frame, panelOf, prepare, timeFrame } from '../frames.testing';
import { OptionReader } from '../options';
import type { FrameJson } from '../panel';
import { countBars, histogramData } from './buckets';

interface Asked {
  options?: Record<string, unknown>;
  custom?: Record<string, unknown>;
  unit?: string;
  hidden?: string[];
}

function data(frames: FrameJson[], { options = {}, custom = {}, unit, hidden = [] }: Asked = {}) {
  const panel = panelOf('histogram', { options, fieldConfig: { defaults: { custom, unit } } });
  const found = histogramData(
    prepare(panel, frames).frames,
    new OptionReader(options),
    new Set(hidden),
    'dark',
  );
  return {
    found,
    buckets: found?.buckets.xMin.values.map((min, i) => [min, found.buckets.xMax.values[i]]),
    counts: found?.series.map(({ name, field }) => [name, field.values]),
    bars: found ? countBars(found) : [],
  };
}

const ovens = [timeFrame(['a', [1, 2, 2.5, 9, null, 11]]), timeFrame(['b', [3, 3.9, 4, 4, 19.99, 20]])];

describe('histogram', () => {
  it('counts values into buckets of a size, each with its lower bound', () => {
    const { buckets, counts } = data(ovens, { options: { bucketSize: 5 } });
    expect(buckets).toEqual([
      [0, 5],
      [5, 10],
      [10, 15],
      [15, 20],
      [20, 25],
    ]);
    expect(counts).toEqual([
      ['a', [3, 1, 1, 0, 0]],
      ['b', [4, 0, 0, 1, 1]],
    ]);
  });

  it('starts buckets at the offset', () => {
    const { buckets, counts } = data([timeFrame(['a', [1, 2, 3, 7]])], {
      options: { bucketSize: 5, bucketOffset: 2 },
    });
    expect(buckets).toEqual([
      [-3, 2],
      [2, 7],
      [7, 12],
    ]);
    expect(counts?.[0]?.[1]).toEqual([1, 2, 1]);
  });

  it('finds the size for about 30 buckets, or as many as the file says', () => {
    const hundred = timeFrame(['v', Array.from({ length: 101 }, (_, i) => i)]);
    expect(data([hundred]).buckets?.slice(0, 2)).toEqual([
      [0, 4],
      [4, 8],
    ]);
    expect(data([hundred]).buckets).toHaveLength(26);
    const five = data([hundred], { options: { bucketCount: 4 } });
    expect(five.buckets?.map(([min]) => min)).toEqual([0, 40, 80]);
    expect(five.counts?.[0]?.[1]).toEqual([40, 40, 21]);
  });

  it('counts series together where the file says so', () => {
    const { counts } = data(ovens, { options: { bucketSize: 5, combine: true } });
    expect(counts).toEqual([['Count', [7, 1, 1, 1, 1]]]);
  });

  it('counts values that are all equal, and such that lie very far apart', () => {
    expect(data([timeFrame(['v', [7.5, 7.5, 7.5]])]).buckets).toEqual([[7, 8]]);
    const far = data([timeFrame(['v', [0, 1e15]])]);
    expect(far.buckets).toEqual([
      [0, 1e14],
      [1e15, 1.1e15],
    ]);
  });

  it('takes buckets that the question counted as they are', () => {
    const counted = frame(['xMin', [0, 10, 20]], ['xMax', [10, 20, 40]], ['parts', [5, 0, 7]]);
    const { buckets, counts, bars } = data([counted]);
    expect(buckets).toEqual([
      [0, 10],
      [10, 20],
      [20, 40],
    ]);
    expect(counts).toEqual([['parts', [5, 0, 7]]]);
    expect(bars.map(({ bucket, from, to }) => [bucket, from, to])).toEqual([
      [0, 0, 5],
      [2, 0, 7],
    ]);
  });

  it('writes bounds with the unit of the values, and counts without', () => {
    const { found } = data(ovens, { options: { bucketSize: 0.5 }, unit: 'celsius' });
    expect(found && textOf(display(found.buckets.xMin, 2.5))).toBe('2.5 °C');
    expect(found?.series[0] && textOf(display(found.series[0].field, 3))).toBe('3');
  });

  it('stands bars before each other, or stacks counts or shares', () => {
    const ends = (mode: string) =>
      data(ovens, { options: { bucketSize: 5 }, custom: { stacking: { mode, group: 'A' } } })
        .bars.filter(({ bucket }) => bucket === 0)
        .map(({ from, to }) => [from, to]);
    expect(ends('none')).toEqual([
      [0, 3],
      [0, 4],
    ]);
    expect(ends('normal')).toEqual([
      [0, 3],
      [3, 7],
    ]);
    expect(ends('percent')).toEqual([
      [0, 3 / 7],
      [3 / 7, 1],
    ]);
  });

  it('leaves out what is switched off, and keeps the buckets', () => {
    const { found, bars } = data(ovens, { options: { bucketSize: 5 }, hidden: ['1 b'] });
    expect(found?.series.map(({ shown }) => shown)).toEqual([true, false]);
    expect(bars.map(({ series, bucket }) => [series.name, bucket])).toEqual([
      ['a', 0],
      ['a', 1],
      ['a', 2],
    ]);
  });

  it('finds nothing to count without a number', () => {
    expect(data([timeFrame(['v', [null, null]])]).found).toBeUndefined();
    expect(data([frame(['name', ['M-01']])]).found).toBeUndefined();
  });
});
