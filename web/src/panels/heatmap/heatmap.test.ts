import { describe, expect, it } from 'vitest';
import { frame, minute, panelOf, prepare, range, recordedPanel, timeFrame } from '../frames.testing';
import { OptionReader } from '../options';
import type { FrameJson } from '../panel';
import { calculated } from './calculate';
import { columnsOf, type HeatmapData, withoutHidden } from './cells';
import { colorScale } from './colors';
import { readyRows } from './rows';
import { columnAt, rowText, tooltipRows } from './tooltip';
import { rowSplits, verticalRange } from './vertical';

const start = range.from;
const frames = (json: FrameJson[]) => prepare(panelOf('heatmap'), json).frames;
const read = (options: object) => new OptionReader(options);

/** Columns by minutes since the start. */
const shown = (data: HeatmapData | undefined) =>
  data?.cells.map(({ time, row, count }) => [(time - start) / minute, data.rows[row]?.low, count]);

describe('calculated', () => {
  const ovens = [timeFrame(['a', [1, 2, 7, null, 12]]), timeFrame(['b', [0, 4.9, 5, 5, -1]])];

  it('counts all series by sizes of time and value', () => {
    const data = calculated(
      frames(ovens),
      read({ xBuckets: { mode: 'size', value: '2m' }, yBuckets: { mode: 'size', value: '5' } }),
      range,
    );
    expect(data?.width).toBe(2 * minute);
    expect(data?.rows).toEqual([
      { low: -5, high: 0 },
      { low: 0, high: 5 },
      { low: 5, high: 10 },
      { low: 10, high: 15 },
    ]);
    expect(shown(data)).toEqual([
      [0, 0, 4],
      [2, 5, 3],
      [4, -5, 1],
      [4, 10, 1],
    ]);
  });

  it('makes about as many columns and rows as the file says, of round sizes', () => {
    const values = Array.from({ length: 120 }, (_, i) => i);
    const data = calculated(
      frames([timeFrame(['v', values])]),
      read({ xBuckets: { mode: 'count', value: '12' }, yBuckets: { mode: 'count', value: '6' } }),
      range,
    );
    expect(data?.width).toBe(10 * minute);
    expect(data?.rows.map(({ low }) => low)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(data?.cells.reduce((sum, { count }) => sum + count, 0)).toBe(120);
  });

  it('puts a bound into the row that it starts, whatever the floating point says', () => {
    const data = calculated(
      frames([timeFrame(['v', [0.1, 0.3, 0.6, 0.7]])]),
      read({ xBuckets: { mode: 'size', value: '1h' }, yBuckets: { mode: 'size', value: 0.1 } }),
      range,
    );
    expect(data?.cells.map(({ row }) => data.rows[row]?.low)).toEqual([0.1, 0.3, 0.6, 0.7]);
  });

  it('splits powers on a logarithmic scale, which knows no zero', () => {
    const logarithmic = (value?: string) =>
      calculated(
        frames([timeFrame(['v', [0, -5, 1, 9, 10, 99, 1000]])]),
        read({
          xBuckets: { mode: 'size', value: '1h' },
          yBuckets: { value, scale: { type: 'log', log: 10 } },
        }),
        range,
      );
    expect(logarithmic()?.rows.map(({ low, high }) => [low, high])).toEqual([
      [1, 10],
      [10, 100],
      [100, 1000],
      [1000, 10000],
    ]);
    expect(logarithmic()?.cells.map(({ row, count }) => [row, count])).toEqual([
      [0, 2],
      [1, 2],
      [3, 1],
    ]);
    expect(
      logarithmic('2')
        ?.rows.slice(0, 2)
        .map(({ high }) => high),
    ).toEqual([3.16227766017, 10]);
    expect(logarithmic()?.scale).toEqual({ type: 'log', base: 10 });
  });

  it('reads the recorded heatmap', () => {
    const panel = recordedPanel('tables', 'Heatmap');
    const options = read(panel.options ?? {}).under('calculation');
    const data = calculated(frames([timeFrame(['v', [70, 71.9, 72, 75, 75, 79]])]), options, range);
    expect(data?.width).toBe(5 * minute);
    expect(shown(data)).toEqual([
      [0, 70, 2],
      [0, 72, 1],
      [0, 74, 2],
      [5, 78, 1],
    ]);
  });

  it('has a row for a value that never changes, and nothing without values', () => {
    const one = calculated(frames([timeFrame(['v', [7, 7]])]), read({}), range);
    expect(one?.rows).toEqual([{ low: 7, high: 8 }]);
    expect(calculated(frames([timeFrame(['v', [null]])]), read({}), range)).toBeUndefined();
  });
});

describe('rows that come ready', () => {
  const times: [string, unknown[]] = ['time', [0, 1, 2, 5].map((i) => start + i * minute)];
  const counted = frame(times, ['+Inf', [1, 0, 0, 0]], ['10', [4, null, 6, 0]], ['5', [2, 3, 0, 0]]);

  it('are in the order of their bounds, a shortest distance wide', () => {
    const data = readyRows(frames([counted]), read({ layout: 'le' }));
    expect(data?.rows.map(({ name }) => name)).toEqual(['5', '10', '+Inf']);
    expect(data?.width).toBe(minute);
    const all = data && withoutHidden(data, read({}));
    expect(shown(all)).toEqual([
      [0, 0, 2],
      [0, 1, 4],
      [0, 2, 1],
      [1, 0, 3],
      [2, 1, 6],
    ]);
    expect(all && columnsOf(all)).toEqual([0, 1, 2].map((i) => start + i * minute));
  });

  it('take their bound from the label le, one frame for each or all in one', () => {
    const wide = frame(times, ['n', [1, 2, 3, 4], { le: '20' }], ['n', [0, 0, 1, 1], { le: '3' }]);
    const data = readyRows(frames([wide]), read({}));
    expect(data?.rows.map(({ name }) => name)).toEqual(['3', '20']);
    expect(data?.scale).toEqual({ type: 'rows', nameAt: 'high' });
  });

  it('keep the order of the question where names are no numbers', () => {
    const data = readyRows(frames([frame(times, ['slow', [1, 1, 1, 1]], ['fast', [2, 2, 2, 2]])]), read({}));
    expect(data?.rows.map(({ name }) => name)).toEqual(['slow', 'fast']);
    expect(data?.scale).toEqual({ type: 'rows', nameAt: 'middle' });
  });

  it('are called by the bounds they lie between', () => {
    const texts = (layout: string) => {
      const data = readyRows(frames([counted]), read({ layout }));
      return data?.rows.map((_, row) => rowText(data, row, (value) => `${value} °C`));
    };
    expect(texts('le')).toEqual(['≤ 5 °C', '5 °C – 10 °C', '10 °C – +Inf']);
    expect(texts('ge')).toEqual(['5 °C – 10 °C', '10 °C – +Inf', '≥ +Inf']);
    expect(texts('unknown')).toEqual(['5 °C', '10 °C', '+Inf']);
  });

  it('name as many rows as have room', () => {
    const data = readyRows(frames([counted]), read({ layout: 'le' }));
    expect(data && rowSplits(data, 300)).toEqual([1, 2, 3]);
    expect(data && rowSplits(data, 30)).toEqual([1, 3]);
  });
});

describe('cells', () => {
  const data: HeatmapData = {
    width: minute,
    rows: [
      { low: 0, high: 5 },
      { low: 5, high: 10 },
    ],
    cells: [
      { time: 0, row: 0, count: 1 },
      { time: 0, row: 1, count: 5 },
      { time: minute, row: 0, count: 9 },
    ],
    scale: { type: 'linear' },
  };

  it('are hidden up to a count, and from one on', () => {
    const counts = (filter: object) => withoutHidden(data, read(filter)).cells.map(({ count }) => count);
    expect(counts({})).toEqual([1, 5, 9]);
    expect(counts({ le: 1 })).toEqual([5, 9]);
    expect(counts({ le: 1, ge: 9 })).toEqual([5]);
  });

  it('have colours of a scheme, which starts dark on dark pages', () => {
    const scale = (options: object, theme: 'dark' | 'light') => colorScale(data.cells, read(options), theme);
    const dark = scale({ steps: 3 }, 'dark');
    expect([dark.min, dark.max]).toEqual([1, 9]);
    expect([1, 5, 9].map(dark.colorOf)).toEqual(dark.colors);
    expect(scale({ steps: 3 }, 'light').colors).toEqual([...dark.colors].reverse());
    expect(scale({ steps: 3, reverse: true }, 'light').colors).toEqual(dark.colors);
    expect(scale({ steps: 3, scheme: 'Spectral' }, 'dark').colors).toEqual(
      scale({ steps: 3, scheme: 'Spectral' }, 'light').colors,
    );
    const bounded = scale({ steps: 3, min: 5, max: 6 }, 'dark');
    expect([1, 9].map(bounded.colorOf)).toEqual([dark.colors[0], dark.colors[2]]);
  });

  it('have one colour that grows denser', () => {
    const black = (scale: string) =>
      colorScale(data.cells, read({ mode: 'opacity', fill: '#000000', steps: 4, scale }), 'light').colors;
    const grey = (opacity: number) =>
      `rgb(${Array(3)
        .fill(Math.round(255 * (1 - opacity)))
        .join(', ')})`;
    expect(black('linear')).toEqual([0.25, 0.5, 0.75, 1].map(grey));
    expect(black('exponential')).toEqual([0.25, 0.5, 0.75, 1].map((share) => grey(Math.sqrt(share))));
  });

  it('are told by the tooltip: the one under the pointer, or the whole column', () => {
    const texts = { bound: (value: number) => `${value} °C`, count: String };
    const rows = (value: number, all: boolean) =>
      tooltipRows(
        data,
        columnAt(data, minute / 2),
        { valueAt: () => value },
        all,
        colorScale(data.cells, read({}), 'dark'),
        texts,
      ).map(({ name, text, strong }) => [name, text, strong]);
    expect(rows(7, false)).toEqual([['5 °C – 10 °C', '5', false]]);
    expect(rows(11, false)).toHaveLength(2);
    expect(rows(2, true)).toEqual([
      ['5 °C – 10 °C', '5', false],
      ['0 °C – 5 °C', '1', true],
    ]);
  });

  it('lie between the ends that the file gives', () => {
    expect(verticalRange(data, {})).toEqual([0, 10]);
    expect(verticalRange(data, { min: -5, max: 20 })).toEqual([-5, 20]);
    expect(verticalRange({ ...data, scale: { type: 'log', base: 10 } }, { min: 0, max: 20 })).toEqual([
      0, 20,
    ]);
    expect(verticalRange(data, { min: 10, max: 5 })).toEqual([0, 10]);
  });
});
