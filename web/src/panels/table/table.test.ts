import { describe, expect, it } from 'vitest';
import { frame, panelOf, prepare, recordedPanel } from '../frames.testing';
import { OptionReader } from '../options';
import { cellStyle, columnsOf, columnWidths } from './columns';
import { footerTexts } from './footer';
import { initialSorting, visibleRows } from './rows';

const machines = frame(
  ['machine', ['Extruder 1', "O'Neil packer", 'Press 2']],
  ['area', ['Hall A', 'Hall B', 'Hall A']],
  ['status', ['running', 'error', 'idle']],
  ['temperature', [76.23, 83.91, 81.88]],
  ['peak', [81.4, 91.2, 86.3]],
  ['samples', [241, 210, 191]],
  ['last_seen', ['a', 'b', 'c']],
);

function columns(title: string) {
  const { frames } = prepare(recordedPanel('tables', title), [machines]);
  const [first] = frames;
  return first ? columnsOf(first, frames) : [];
}

describe('recorded tables', () => {
  const coloured = columns('Table with coloured cells and a gauge');

  it('reads the older names of cell types', () => {
    expect(coloured.map((column) => column.style.type)).toEqual([
      'auto',
      'auto',
      'color-text',
      'color-background',
      'gauge',
      'auto',
      'auto',
    ]);
    expect(coloured[4]?.style.mode).toBe('gradient');
    expect(coloured.map((column) => column.align)).toEqual([
      'left',
      'left',
      'left',
      'right',
      'right',
      'right',
      'left',
    ]);
  });

  it('shows mapped text and the colours of thresholds', () => {
    const status = coloured[2]?.field;
    expect(status?.display?.('error')).toMatchObject({ text: 'FAULT', color: '#F2495C' });
    expect(coloured[4]?.field.display?.(91.2)).toMatchObject({
      text: '91.2',
      suffix: ' °C',
      color: '#F2495C',
    });
  });

  it('sorts by the header that the file names', () => {
    const panel = recordedPanel('tables', 'Table with coloured cells and a gauge');
    expect(initialSorting(coloured, panel.options?.sortBy)).toEqual([{ id: '3', desc: true }]);
    expect(initialSorting(coloured, [{ displayName: 'nobody' }])).toEqual([]);
  });

  it('calculates its foot over the rows that are shown', () => {
    const options = recordedPanel('tables', 'Table with coloured cells and a gauge').options;
    expect(footerTexts(coloured, [0, 1, 2], options, 'dark', 'utc')).toEqual([
      'Mean',
      '',
      '',
      '80.7 °C',
      '',
      '',
      '',
    ]);
    expect(footerTexts(coloured, [1], options, 'dark', 'utc')?.[3]).toBe('83.9 °C');
    expect(footerTexts(coloured, [0], {}, 'dark', 'utc')).toBeUndefined();
    const count = { footer: { show: true, reducer: ['count'], countRows: true } };
    expect(footerTexts(coloured, [0, 2], count, 'dark', 'utc')?.[0]).toBe('Count: 2');
  });

  it('filters, hides, orders and renames by transformations', () => {
    const organised = columns('Organised, renamed, filtered by transformations');
    expect(organised.map((column) => column.name)).toEqual(['Hall', 'Machine', 'status', 'Ø °C', 'peak']);
    expect(organised[1]?.field.values).toEqual(['Extruder 1', "O'Neil packer", 'Press 2']);
  });
});

it('cellStyle reads cellOptions before displayMode', () => {
  const style = (custom: object) => cellStyle(new OptionReader(custom));
  expect(
    style({ cellOptions: { type: 'gauge', mode: 'lcd', valueDisplayMode: 'hidden' }, displayMode: 'auto' }),
  ).toMatchObject({
    type: 'gauge',
    mode: 'lcd',
    valueShown: 'hidden',
  });
  expect(style({ displayMode: 'color-background-solid' })).toMatchObject({
    type: 'color-background',
    mode: 'basic',
  });
  expect(style({ cellOptions: { type: 'sparkline' } }).type).toBe('auto');
});

it('fixed widths stay, the others share the rest', () => {
  const fixed = { width: 100, minWidth: 50 };
  const flexible = { width: undefined, minWidth: 80 };
  const widths = columnWidths([fixed, flexible, flexible] as Parameters<typeof columnWidths>[0], 500);
  expect(widths).toEqual([100, 200, 200]);
  expect(columnWidths([flexible, flexible] as Parameters<typeof columnWidths>[0], 100)).toEqual([80, 80]);
});

describe('visibleRows', () => {
  const { frames } = prepare(panelOf('table'), [
    frame(['machine', ['M-1', 'M-10', 'M-2', null]], ['v', [1, null, 1, 5]]),
  ]);
  const all = frames[0] ? columnsOf(frames[0], frames) : [];
  const rows = (sorting: Parameters<typeof visibleRows>[2], filters = {}) =>
    visibleRows(4, all, sorting, filters);

  it('keeps the order of the query when none is asked for', () => {
    expect(rows([])).toEqual([0, 1, 2, 3]);
  });

  it('sorts by several columns, what is missing last in both directions', () => {
    expect(
      rows([
        { id: '1', desc: false },
        { id: '0', desc: true },
      ]),
    ).toEqual([2, 0, 3, 1]);
    expect(rows([{ id: '1', desc: true }])).toEqual([3, 0, 2, 1]);
    expect(rows([{ id: '0', desc: false }])).toEqual([0, 2, 1, 3]);
  });

  it('filters by what the cells show', () => {
    expect(rows([], { 0: ['M-1', 'M-2'] })).toEqual([0, 2]);
  });
});
