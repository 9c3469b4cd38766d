import type { OptionReader } from '../options';

export interface HeatmapRow {
  /** Ends on the vertical scale: values where rows were calculated, else the places 0–1, 1–2, … */
  low: number;
  high: number;
  /** What the row stands for, where it came ready with a name. */
  name?: string;
  /** The number that the name is, where it is one. */
  bound?: number;
}

export interface HeatmapCell {
  /** Start of the column. */
  time: number;
  row: number;
  count: number;
}

export interface HeatmapData {
  /** How long a column is, in milliseconds. */
  width: number;
  /** From low to high. */
  rows: HeatmapRow[];
  /** By time; none without a count. */
  cells: HeatmapCell[];
  /** Named rows stand one above the other; their names are at the lower end, the upper end or the middle. */
  scale:
    | { type: 'linear' }
    | { type: 'log'; base: number }
    | { type: 'rows'; nameAt: 'low' | 'high' | 'middle' };
  unit?: string;
  decimals?: number | null;
}

/** Counts outside of what the file wants to see; Grafana hides zeros unless it says otherwise. */
export function withoutHidden(data: HeatmapData, filter: OptionReader): HeatmapData {
  const le = filter.number('le') ?? (filter.at('le') === null ? undefined : 1e-9);
  const ge = filter.number('ge');
  const hides = ({ count }: HeatmapCell) =>
    (le !== undefined && count <= le) || (ge !== undefined && count >= ge);
  return { ...data, cells: data.cells.filter((cell) => !hides(cell)) };
}

/** Starts of the columns that hold anything. */
export function columnsOf({ cells }: HeatmapData): number[] {
  return [...new Set(cells.map(({ time }) => time))];
}

/** Bounds are written with the unit of the axis; other names as they are. */
export function nameOf({ name = '', bound }: HeatmapRow, text: (value: number) => string): string {
  return bound !== undefined && Number.isFinite(bound) ? text(bound) : name;
}
