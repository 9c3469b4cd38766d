import type { Hover } from '../../chart/interaction';
import type { TooltipRow } from '../../chart/Tooltip';
import { type HeatmapCell, type HeatmapData, nameOf } from './cells';
import type { ColorScale } from './colors';

export interface TooltipTexts {
  bound: (value: number) => string;
  count: (count: number) => string;
}

const mostRows = 15;

/** What the row is called: its range, or between which bounds it lies. */
export function rowText({ rows, scale }: HeatmapData, row: number, bound: (value: number) => string): string {
  const here = rows[row];
  if (!here) {
    return '';
  }
  if (scale.type !== 'rows') {
    return `${bound(here.low)} – ${bound(here.high)}`;
  }
  const neighbour = rows[scale.nameAt === 'high' ? row - 1 : row + 1];
  const other = neighbour && nameOf(neighbour, bound);
  const name = nameOf(here, bound);
  switch (scale.nameAt) {
    case 'high':
      return other === undefined ? `≤ ${name}` : `${other} – ${name}`;
    case 'low':
      return other === undefined ? `≥ ${name}` : `${name} – ${other}`;
    case 'middle':
      return name;
  }
}

/** The column under a time: where it starts, and its cells from the top row down. */
export function columnAt({ cells, width }: HeatmapData, time: number): HeatmapCell[] {
  return cells.filter((cell) => cell.time <= time && time < cell.time + width).reverse();
}

/** The cell under the pointer; the whole column where the file wants it, or where the pointer is on none, as with keys. */
export function tooltipRows(
  data: HeatmapData,
  column: HeatmapCell[],
  hover: Pick<Hover, 'valueAt'>,
  all: boolean,
  colors: ColorScale,
  texts: TooltipTexts,
): TooltipRow[] {
  const value = hover.valueAt('y');
  const isUnder = ({ row }: HeatmapCell) => {
    const bounds = data.rows[row];
    return bounds !== undefined && value >= bounds.low && value < bounds.high;
  };
  const under = column.find(isUnder);
  const shown = under && !all ? [under] : column.slice(0, mostRows);
  return shown.map((cell) => ({
    key: String(cell.row),
    color: colors.colorOf(cell.count),
    name: rowText(data, cell.row, texts.bound),
    text: texts.count(cell.count),
    strong: all && cell === under,
  }));
}
