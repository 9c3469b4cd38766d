import type { RowModel, VariableState } from '../../api/dashboards';
import type { PanelModel } from '../../panels/panel';
import { ALL } from './dashboardUrl';

/** A row header with what follows it, or what stands above the first row. Positions are the file's. */
export interface Group {
  row: RowModel | null;
  panels: PanelModel[];
}

type Choice = { text: string; value: string };

const COLUMNS = 24;
const PER_ROW = 4;

/**
 * What a dashboard shows once its repeats are carried out: a group for each value of a row's variable, then a panel for each value
 * of its own. The first copy keeps the number of the original, the others get numbers that the file does not use.
 */
export function withRepeats(groups: Group[], variables: VariableState[]): Group[] {
  const numbers = freeNumbers(groups);
  return groups
    .flatMap((group) => repeatedGroup(group, variables, numbers))
    .map(({ row, panels }) => ({ row, panels: repeatedPanels(panels, variables, numbers) }));
}

function repeatedGroup(group: Group, variables: VariableState[], numbers: () => number): Group[] {
  const choices = choicesOf(group.row?.repeat, variables);
  if (group.row === null || choices === null) return [group];
  const { row, panels } = group;
  const variable = String(row.repeat);
  return choices.map((choice, index) => ({
    row: copyOf(row, variable, choice, index === 0 ? row.id : numbers()),
    panels: panels.map((panel) => copyOf(panel, variable, choice, index === 0 ? panel.id : numbers())),
  }));
}

/** What stands below a panel in the file moves down by what its copies take. */
function repeatedPanels(
  panels: PanelModel[],
  variables: VariableState[],
  numbers: () => number,
): PanelModel[] {
  const pushes: { below: number; by: number }[] = [];
  return panels.flatMap((original) => {
    const { y } = original.gridPos;
    const push = pushes.reduce((sum, { below, by }) => sum + (y > below ? by : 0), 0);
    const panel = push === 0 ? original : { ...original, gridPos: { ...original.gridPos, y: y + push } };
    const choices = choicesOf(panel.repeat, variables);
    if (choices === null) return [panel];
    const variable = String(panel.repeat);
    const copies = choices.map((choice, index) => ({
      ...copyOf(panel, variable, choice, index === 0 ? panel.id : numbers()),
      gridPos: placeOfCopy(panel, index, choices.length),
    }));
    const bottom = Math.max(...copies.map(({ gridPos }) => gridPos.y + gridPos.h));
    pushes.push({ below: y, by: bottom - panel.gridPos.y - panel.gridPos.h });
    return copies;
  });
}

/** Side by side as wide as fits, at most `maxPerRow` in a row, or one below the other. */
function placeOfCopy(panel: PanelModel, index: number, count: number): PanelModel['gridPos'] {
  const { x, y, w, h } = panel.gridPos;
  if (panel.repeatDirection === 'v') return { x, y: y + index * h, w, h };
  const most = typeof panel.maxPerRow === 'number' && panel.maxPerRow > 0 ? panel.maxPerRow : PER_ROW;
  const width = Math.floor(COLUMNS / Math.min(count, most));
  const perRow = Math.floor(COLUMNS / width);
  return { x: (index % perRow) * width, y: y + Math.floor(index / perRow) * h, w: width, h };
}

function copyOf<P extends PanelModel>(panel: P, variable: string, choice: Choice, id: number): P {
  return {
    ...panel,
    id,
    sourceId: panel.sourceId ?? panel.id,
    scope: { ...panel.scope, [variable]: choice },
  };
}

/** What is chosen, All as every option; null where there is nothing to repeat by. */
function choicesOf(repeat: unknown, variables: VariableState[]): Choice[] | null {
  const variable = variables.find(({ name }) => name === repeat);
  if (variable === undefined) return null;
  const { current, options } = variable;
  const chosen = current.value.includes(ALL)
    ? options.filter(({ value }) => value !== ALL)
    : current.value.map((value, index) => ({ value, text: current.text[index] ?? value }));
  return chosen.length === 0 ? null : chosen;
}

function freeNumbers(groups: Group[]): () => number {
  const used = groups.flatMap(({ row, panels }) => [row?.id ?? 0, ...panels.map(({ id }) => id)]);
  let last = Math.max(0, ...used);
  return () => ++last;
}
