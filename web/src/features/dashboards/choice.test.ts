import { describe, expect, it } from 'vitest';
import type { VariableState } from '../../api/dashboards';
import { optionsOf, sameChoice, settled, toggled } from './choice';

const variable = (includeAll: boolean): VariableState => ({
  name: 'machine',
  type: 'query',
  hide: 0,
  multi: true,
  includeAll,
  options: [
    { text: 'All', value: '$__all' },
    { text: 'Press 1', value: 'M-01' },
  ],
  current: { text: ['Press 1'], value: ['M-01'] },
});

describe('toggled', () => {
  it('adds and takes away', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });

  it('lets All and the others exclude each other', () => {
    expect(toggled(['a', 'b'], '$__all')).toEqual(['$__all']);
    expect(toggled(['$__all'], 'a')).toEqual(['a']);
    expect(toggled(['$__all'], '$__all')).toEqual([]);
  });
});

describe('settled', () => {
  it('takes nothing for All, or for no change', () => {
    expect(settled(variable(true), [])).toEqual(['$__all']);
    expect(settled(variable(false), [])).toEqual(['M-01']);
    expect(settled(variable(false), ['x'])).toEqual(['x']);
  });
});

describe('optionsOf', () => {
  it('names All once, and only where it may be chosen', () => {
    expect(optionsOf(variable(true)).map(({ value }) => value)).toEqual(['$__all', 'M-01']);
    expect(optionsOf(variable(false)).map(({ value }) => value)).toEqual(['M-01']);
  });
});

it('sameChoice minds the order', () => {
  expect(sameChoice(['a', 'b'], ['a', 'b'])).toBe(true);
  expect(sameChoice(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(sameChoice(['a'], [])).toBe(false);
});
