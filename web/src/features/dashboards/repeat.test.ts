import { describe, expect, it } from 'vitest';
import type { RowModel, VariableState } from '../../api/dashboards';
import type { PanelModel } from '../../panels/panel';
import { sectionsOf } from './grid';

const OPTIONS = ['A', 'B', 'C', 'D', 'E'].map((value) => ({ value, text: `Machine ${value}` }));

function machine(...value: string[]): VariableState {
  const text = value.map((each) => OPTIONS.find((option) => option.value === each)?.text ?? each);
  return { name: 'machine', type: 'query', hide: 0, options: OPTIONS, current: { value, text } };
}

function panel(id: number, y: number, more: Partial<PanelModel> = {}): PanelModel {
  return { id, type: 'stat', gridPos: { x: 0, y, w: 12, h: 4 }, ...more };
}

const row = (id: number, y: number, more: Partial<PanelModel> = {}): RowModel => ({
  ...panel(id, y, more),
  type: 'row',
});

function shown(panels: PanelModel[], ...variables: VariableState[]) {
  return sectionsOf(panels, variables).flatMap((section) =>
    section.panels.map(({ panel: each, x, y, w }) => [each.id, each.scope?.machine?.value, x, y, w]),
  );
}

describe('a repeated panel', () => {
  it('stands side by side, four in a row, and pushes down what is below', () => {
    const panels = [panel(1, 0, { repeat: 'machine' }), panel(2, 4)];
    expect(shown(panels, machine('A', 'B', 'C', 'D', 'E'))).toEqual([
      [1, 'A', 0, 0, 6],
      [3, 'B', 6, 0, 6],
      [4, 'C', 12, 0, 6],
      [5, 'D', 18, 0, 6],
      [6, 'E', 0, 4, 6],
      [2, undefined, 0, 8, 12],
    ]);
  });

  it('stands one below the other when the file says so, in its own width', () => {
    const panels = [panel(1, 0, { repeat: 'machine', repeatDirection: 'v' }), panel(2, 4)];
    expect(shown(panels, machine('A', 'B'))).toEqual([
      [1, 'A', 0, 0, 12],
      [3, 'B', 0, 4, 12],
      [2, undefined, 0, 8, 12],
    ]);
  });

  it('takes All as every option', () => {
    const copies = shown([panel(1, 0, { repeat: 'machine', maxPerRow: 2 })], machine('$__all'));
    expect(copies.map(([, value, x, y]) => [value, x, y])).toEqual([
      ['A', 0, 0],
      ['B', 12, 0],
      ['C', 0, 4],
      ['D', 12, 4],
      ['E', 0, 8],
    ]);
  });

  it('stays as it is where the variable is unknown or nothing is chosen', () => {
    const panels = [panel(1, 0, { repeat: 'machine' })];
    const alone = [[1, undefined, 0, 0, 12]];
    expect(shown(panels)).toEqual(alone);
    expect(shown(panels, machine())).toEqual(alone);
  });
});

describe('a repeated row', () => {
  it('brings its panels along, each copy with its own value and numbers', () => {
    const panels = [row(1, 0, { repeat: 'machine' }), panel(2, 1), row(3, 5), panel(4, 6)];
    const sections = sectionsOf(panels, [machine('A', 'B')]);
    expect(sections.map(({ row: header }) => [header?.id, header?.scope?.machine?.text])).toEqual([
      [1, 'Machine A'],
      [5, 'Machine B'],
      [3, undefined],
    ]);
    expect(shown(panels, machine('A', 'B'))).toEqual([
      [2, 'A', 0, 0, 12],
      [6, 'B', 0, 0, 12],
      [4, undefined, 0, 0, 12],
    ]);
  });

  it('lets a panel inside repeat by another variable, and knows both values', () => {
    const zone: VariableState = {
      ...machine(),
      name: 'zone',
      options: [],
      current: { value: ['1', '2'], text: ['1', '2'] },
    };
    const panels = [row(1, 0, { repeat: 'machine' }), panel(2, 1, { repeat: 'zone' })];
    const copies = sectionsOf(panels, [machine('A', 'B'), zone]).flatMap((section) => section.panels);
    expect(
      copies.map(({ panel: { id, sourceId, scope } }) => [
        id,
        sourceId,
        scope?.machine?.value,
        scope?.zone?.value,
      ]),
    ).toEqual([
      [2, 2, 'A', '1'],
      [5, 2, 'A', '2'],
      [4, 2, 'B', '1'],
      [6, 2, 'B', '2'],
    ]);
  });
});
