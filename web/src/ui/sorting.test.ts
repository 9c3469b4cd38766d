import { expect, it } from 'vitest';
import { compareCells, compareValues, inOrder, isMissing, nextSorting } from './sorting';

it('values are compared as people would', () => {
  expect(['M-10', 'M-2', 'M-1'].sort(compareValues)).toEqual(['M-1', 'M-2', 'M-10']);
  expect([10, 9, 1].sort(compareValues)).toEqual([1, 9, 10]);
  expect([null, undefined, Number.NaN, 0, ''].map(isMissing)).toEqual([true, true, true, false, false]);
});

it('nothing comes last in both directions', () => {
  expect([null, 2, 1].sort((a, b) => compareCells(a, b, false))).toEqual([1, 2, null]);
  expect([1, null, 2].sort((a, b) => compareCells(a, b, true))).toEqual([2, 1, null]);
});

it('a header goes from ascending to descending to unsorted', () => {
  const once = nextSorting([], 'a', false);
  expect(once).toEqual([{ id: 'a', desc: false }]);
  expect(nextSorting(once, 'a', false)).toEqual([{ id: 'a', desc: true }]);
  expect(nextSorting([{ id: 'a', desc: true }], 'a', false)).toEqual([]);
  expect(nextSorting(once, 'b', true)).toEqual([...once, { id: 'b', desc: false }]);
});

it('sorts rows by several keys, and leaves equal ones as they came', () => {
  const rows = [
    { name: 'b', size: 1 },
    { name: 'a', size: 2 },
    { name: 'c', size: 1 },
  ];
  const names = (keys: Parameters<typeof inOrder<(typeof rows)[0]>>[1]) =>
    inOrder(rows, keys).map(({ name }) => name);
  expect(names([])).toEqual(['b', 'a', 'c']);
  expect(names([{ of: ({ size }) => size, desc: false }])).toEqual(['b', 'c', 'a']);
  expect(
    names([
      { of: ({ size }) => size, desc: true },
      { of: ({ name }) => name, desc: true },
    ]),
  ).toEqual(['a', 'c', 'b']);
});
