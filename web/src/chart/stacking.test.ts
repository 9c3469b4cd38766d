import { describe, expect, it } from 'vitest';
import { stacks, stackValues } from './stacking';

const normal = { stack: { mode: 'normal', group: 'A' }, shown: true } as const;
const percent = { stack: { mode: 'percent', group: 'A' }, shown: true } as const;

describe('stackValues', () => {
  it('piles series of a group up in their order', () => {
    expect(
      stackValues(
        [normal, { shown: true }, normal],
        [
          [1, 2],
          [7, 7],
          [10, 20],
        ],
      ),
    ).toEqual([
      [1, 2],
      [7, 7],
      [11, 22],
    ]);
  });

  it('keeps a gap a gap, and lets the series above stand on what is there', () => {
    expect(
      stackValues(
        [normal, normal],
        [
          [1, null, undefined],
          [10, 20, 30],
        ],
      ),
    ).toEqual([
      [1, null, undefined],
      [11, 20, 30],
    ]);
  });

  it('gives shares of the whole, and nothing of nothing', () => {
    expect(
      stackValues(
        [percent, percent],
        [
          [1, 0],
          [3, 0],
        ],
      ),
    ).toEqual([
      [0.25, 0],
      [1, 0],
    ]);
  });

  it('leaves hidden series out', () => {
    expect(stackValues([{ ...normal, shown: false }, normal], [[5], [10]])).toEqual([[5], [10]]);
  });
});

it('negative series pile up on their own side', () => {
  expect(stacks([normal, normal, normal], [[1], [-2], [3]])).toEqual([[0, 2], [1]]);
});
