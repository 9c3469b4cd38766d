import { describe, expect, it } from 'vitest';
import { align, inTimeOrder } from './align';

describe('align', () => {
  it('keeps one time column when all have the same times', () => {
    const times = [1, 2];
    const aligned = align([
      { times, values: [1, null] },
      { times: [1, 2], values: [3, 4] },
    ]);
    expect(aligned.times).toBe(times);
    expect(aligned.values).toEqual([
      [1, null],
      [3, 4],
    ]);
  });

  it('leaves undefined where a column has no point, and keeps null where it has a gap', () => {
    expect(
      align([
        { times: [1, 3], values: [10, null] },
        { times: [2, 3], values: [20, 30] },
      ]),
    ).toEqual({
      times: [1, 2, 3],
      values: [
        [10, undefined, null],
        [undefined, 20, 30],
      ],
    });
  });

  it('copes with nothing', () => {
    expect(align([])).toEqual({ times: [], values: [] });
  });
});

describe('inTimeOrder', () => {
  it('does not copy what is in order', () => {
    const column = { times: [1, 1, 2], values: [1, 2, 3] };
    expect(inTimeOrder(column).times).toBe(column.times);
  });

  it('sorts, and drops rows without a time', () => {
    const times = [3, null as unknown as number, 1];
    expect(inTimeOrder({ times, values: [30, 99, 10] })).toEqual({ times: [1, 3], values: [10, 30] });
  });
});
