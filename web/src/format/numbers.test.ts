import { expect, it } from 'vitest';
import { bytes, count, rate } from './numbers';

it('groups the digits of a count', () => {
  expect(count(315_360_000)).toBe('315,360,000');
});

it('gives a rate the decimals that say something', () => {
  expect([0, 0.001, 0.0167, 0.99, 0.999, 2.5, 99.94, 99.96, 2500.4].map(rate)).toEqual([
    '0',
    '<0.01',
    '0.02',
    '0.99',
    '1.0',
    '2.5',
    '99.9',
    '100',
    '2,500',
  ]);
});

it('counts bytes in steps of 1024', () => {
  expect([0, 1023, 1024, 1536, 134_217_728, 5 * 1024 ** 5].map(bytes)).toEqual([
    '0 B',
    '1,023 B',
    '1 KiB',
    '1.5 KiB',
    '128 MiB',
    '5,120 TiB',
  ]);
});
