import type { RowModel, VariableState } from '../../api/dashboards';
import type { PanelModel } from '../../panels/panel';
import { type Group, withRepeats } from './repeat';

export const COLUMNS = 24;
export const ROW_HEIGHT = 30;
export const GAP = 8;

export interface PlacedPanel {
  panel: PanelModel;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** The panels under one row header, or those above the first. `y` starts at 0 in each section. */
export interface Section {
  row: RowModel | null;
  panels: PlacedPanel[];
}

/** Pixels of a panel that is `h` rows high. */
export function heightOf(h: number): number {
  return h * ROW_HEIGHT + (h - 1) * GAP;
}

/**
 * The sections of a dashboard from top to bottom, repeats carried out. The panels of a collapsed row are nested in it, those of an
 * open row follow it. Clones that a repeat left behind in the file (`repeatPanelId`) are not panels of their own.
 */
export function sectionsOf(panels: PanelModel[], variables: VariableState[]): Section[] {
  const groups: Group[] = [{ row: null, panels: [] }];
  for (const panel of inReadingOrder(panels.filter((each) => each.repeatPanelId === undefined))) {
    if (isRow(panel)) groups.push({ row: panel, panels: inReadingOrder(panel.panels ?? []) });
    else groups[groups.length - 1]?.panels.push(panel);
  }
  return withRepeats(groups, variables)
    .filter(({ row, panels: own }) => row !== null || own.length > 0)
    .map(({ row, panels: own }) => ({ row, panels: compact(own) }));
}

/** All panels that can show something, also those in collapsed rows. */
export function allPanels(sections: Section[]): PanelModel[] {
  return sections.flatMap((section) => section.panels.map(({ panel }) => panel));
}

function isRow(panel: PanelModel): panel is RowModel {
  return panel.type === 'row';
}

function inReadingOrder(panels: PanelModel[]): PanelModel[] {
  return panels
    .map((panel) => (panel.gridPos ? panel : { ...panel, gridPos: { x: 0, y: 0, w: COLUMNS / 2, h: 8 } }))
    .sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
}

/** Moves each panel up until it meets another, as Grafana does when it loads a dashboard. */
function compact(panels: PanelModel[]): PlacedPanel[] {
  const placed: PlacedPanel[] = [];
  for (const panel of inReadingOrder(panels)) {
    const wanted = panel.gridPos;
    const w = Math.min(COLUMNS, Math.max(1, wanted.w));
    const x = Math.min(COLUMNS - w, Math.max(0, wanted.x));
    const h = Math.max(1, wanted.h);
    const above = placed.filter((other) => other.x < x + w && x < other.x + other.w);
    const y = Math.max(0, ...above.map((other) => other.y + other.h));
    placed.push({ panel, x, y, w, h });
  }
  return placed;
}
