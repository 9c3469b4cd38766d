import { describe, expect, it } from 'vitest';
import type { PanelModel } from '../../panels/panel';
import { allPanels, heightOf, sectionsOf } from './grid';

const panel = (id: number, x: number, y: number, w: number, h: number, more = {}): PanelModel => ({
  id,
  type: 'stat',
  gridPos: { x, y, w, h },
  ...more,
});
const row = (id: number, y: number, more = {}): PanelModel =>
  panel(id, 0, y, 24, 1, { type: 'row', ...more });
const places = (panels: PanelModel[]) =>
  sectionsOf(panels, []).map(({ row: header, panels: own }) => [
    header?.id ?? null,
    ...own.map((each) => [each.panel.id, each.x, each.y]),
  ]);

describe('heightOf', () => {
  it('counts the gaps that a panel covers', () => {
    expect([1, 8].map(heightOf)).toEqual([30, 296]);
  });
});

describe('sectionsOf', () => {
  it('keeps a full grid as it is, in reading order', () => {
    expect(places([panel(2, 12, 0, 12, 8), panel(1, 0, 0, 12, 8), panel(3, 0, 8, 24, 4)])).toEqual([
      [null, [1, 0, 0], [2, 12, 0], [3, 0, 8]],
    ]);
  });

  it('closes gaps upwards, but never moves a panel through another', () => {
    expect(places([panel(1, 0, 5, 12, 4), panel(2, 6, 20, 12, 4), panel(3, 18, 30, 6, 4)])).toEqual([
      [null, [1, 0, 0], [2, 6, 4], [3, 18, 0]],
    ]);
  });

  it('gives the panels that follow an open row to it', () => {
    expect(places([panel(1, 0, 0, 24, 4), row(2, 4), panel(3, 0, 5, 12, 8), row(4, 13)])).toEqual([
      [null, [1, 0, 0]],
      [2, [3, 0, 0]],
      [4],
    ]);
  });

  it('takes the panels of a collapsed row out of it, wherever they say they are', () => {
    const closed = row(1, 0, { collapsed: true, panels: [panel(3, 12, 40, 12, 8), panel(2, 0, 40, 12, 8)] });
    expect(places([closed])).toEqual([[1, [2, 0, 0], [3, 12, 0]]]);
  });

  it('drops clones that a repeat left in the file', () => {
    expect(places([panel(1, 0, 0, 12, 8), panel(2, 12, 0, 12, 8, { repeatPanelId: 1 })])).toEqual([
      [null, [1, 0, 0]],
    ]);
  });

  it('pulls a panel that reaches over the edge back in', () => {
    expect(places([panel(1, 20, 0, 12, 8)])).toEqual([[null, [1, 12, 0]]]);
  });
});

describe('allPanels', () => {
  it('finds panels in collapsed rows too', () => {
    const panels = [panel(1, 0, 0, 24, 4), row(2, 4, { collapsed: true, panels: [panel(3, 0, 5, 12, 8)] })];
    expect(allPanels(sectionsOf(panels, [])).map(({ id }) => id)).toEqual([1, 3]);
  });
});
