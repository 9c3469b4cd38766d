import { describe, expect, it } from 'vitest';
import { type LegendItem, nextHidden, sortItems } from './Legend';

describe('nextHidden', () => {
  const ids = ['a', 'b', 'c'];
  it('isolates at a click, and brings all back at the second', () => {
    const alone = nextHidden(ids, new Set(), 'b', false);
    expect([...alone]).toEqual(['a', 'c']);
    expect([...nextHidden(ids, alone, 'b', false)]).toEqual([]);
    expect([...nextHidden(ids, alone, 'a', false)]).toEqual(['b', 'c']);
  });
  it('switches one with Ctrl', () => {
    const without = nextHidden(ids, new Set(), 'a', true);
    expect([...without]).toEqual(['a']);
    expect([...nextHidden(ids, without, 'a', true)]).toEqual([]);
  });
});

describe('sortItems', () => {
  const item = (name: string, value: number): LegendItem => ({
    id: name,
    name,
    color: '',
    off: false,
    calcs: [{ title: 'Mean', text: String(value), value }],
  });
  const items = [item('M-10', 3), item('M-2', Number.NaN), item('M-1', 7)];
  const names = (by: string | undefined, desc: boolean) => sortItems(items, by, desc).map((i) => i.name);

  it('keeps the order when none is asked for', () => {
    expect(names(undefined, false)).toEqual(['M-10', 'M-2', 'M-1']);
  });
  it('sorts names as people do and numbers by size, missing ones last', () => {
    expect(names('Name', false)).toEqual(['M-1', 'M-2', 'M-10']);
    expect(names('Mean', true)).toEqual(['M-1', 'M-10', 'M-2']);
    expect(names('Mean', false)).toEqual(['M-10', 'M-1', 'M-2']);
  });
});
