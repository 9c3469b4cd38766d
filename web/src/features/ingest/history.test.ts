import { expect, it } from 'vitest';
import { completeSteps } from './history';

const history = { stepSeconds: 10, from: 1_000_000, received: [20, 40, 5], rejected: [0, 10, 1] };

it('leaves out the step that still runs, and closes the last one', () => {
  expect(completeSteps(history, 1_025_000)).toEqual({
    times: [1_000_000, 1_010_000, 1_020_000],
    received: [2, 4, 4],
    rejected: [0, 1, 1],
  });
});

it('shows every step once all are over', () => {
  expect(completeSteps(history, 1_030_000).received).toEqual([2, 4, 0.5, 0.5]);
  expect(completeSteps(history, 2_000_000).times).toHaveLength(4);
});

it('has nothing to show in the first ten seconds', () => {
  expect(completeSteps(history, 1_009_999).times).toEqual([]);
});
