import { expect, it } from 'vitest';
import { fittingSize, shortened, textWidth } from './measure';

it('fittingSize is held by the height or by the width, whichever is less', () => {
  expect(fittingSize('1', 1000, 24)).toBe(20);
  const size = fittingSize('a long text', 100, 1000);
  expect(textWidth('a long text', size)).toBeCloseTo(100, 6);
});

it('shortened gives what fits, or nothing', () => {
  expect(shortened('Running', 500, 12)).toBe('Running');
  const part = shortened('Running', 40, 12);
  expect(part).toMatch(/^Ru.*…$/);
  expect(textWidth(part, 12)).toBeLessThanOrEqual(40);
  expect(shortened('Running', 5, 12)).toBe('');
});
