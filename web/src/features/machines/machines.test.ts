import { describe, expect, it } from 'vitest';
import type { Machine } from '../../api/machines';
import { areasOf, type MachineFilter, matching } from './choice';
import { changeOf, cycleProblem, draftOf, EMPTY } from './draft';

const machine = (id: string, more: Partial<Machine> = {}): Machine => ({
  id,
  name: id,
  site: null,
  area: null,
  line: null,
  status: null,
  ideal_cycle_seconds: null,
  retired: null,
  ...more,
});
const OVEN = machine('M-1', { name: 'Oven', area: 'Hall 10', status: 'running' });
const PRESS = machine('M-2', { name: 'Press', area: 'Hall 2', ideal_cycle_seconds: 4.5 });
const OLD = machine('M-3', { retired: 1 });
const ALL = [OVEN, PRESS, OLD];

describe('the list', () => {
  const shown = (filter: Partial<MachineFilter>) =>
    matching(ALL, { text: '', area: null, retired: false, ...filter });

  it('keeps retired machines apart', () => {
    expect(shown({})).toEqual([OVEN, PRESS]);
    expect(shown({ retired: true })).toEqual([OLD]);
  });

  it('finds every word anywhere', () => {
    expect(shown({ text: 'm-1 RUN' })).toEqual([OVEN]);
    expect(shown({ text: 'hall', area: 'Hall 2' })).toEqual([PRESS]);
  });

  it('names each area once, as people sort them', () => {
    expect(areasOf([...ALL, OVEN])).toEqual(['Hall 2', 'Hall 10']);
  });
});

describe('the form', () => {
  it('sends only what differs', () => {
    const before = draftOf(PRESS);
    expect(changeOf(before, before)).toEqual({});
    expect(changeOf(before, { ...before, area: ' Hall 3 ', cycle: '4.50' })).toEqual({ area: 'Hall 3' });
  });

  it('clears what is emptied, but for the name, which falls back to the id', () => {
    expect(changeOf(draftOf(PRESS), { ...draftOf(PRESS), name: ' ', area: '', cycle: '' })).toEqual({
      name: 'M-2',
      area: null,
      ideal_cycle_seconds: null,
    });
  });

  it('calls a new machine by its id', () => {
    expect(changeOf(EMPTY, { ...EMPTY, id: ' M-9 ' })).toEqual({ name: 'M-9' });
  });

  it('takes a cycle of more than nothing and at most a day', () => {
    expect(['', ' 4.5 ', '86400'].map(cycleProblem)).toEqual([null, null, null]);
    for (const wrong of ['0', '-1', '86401', 'fast', '4,5']) expect(cycleProblem(wrong)).not.toBeNull();
  });
});
