import { display, textOf } from '../../grafana/display';
import { compareCells, type Sorting } from '../../ui/sorting';
import type { Column } from './columns';

/** For each filtered column the texts that may stay. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** The numbers of the rows to show, in order. Nothing always comes last, and equal rows keep their order. */
export function visibleRows(
  length: number,
  columns: Column[],
  sorting: Sorting[],
  filters: Filters,
): number[] {
  const filtered = columns.filter((column) => filters[column.id]);
  const rows: number[] = [];
  for (let row = 0; row < length; row++) {
    if (filtered.every((column) => filters[column.id]?.includes(cellText(column, row)))) {
      rows.push(row);
    }
  }
  const keys = sorting.flatMap(({ id, desc }) => {
    const values = columns.find((column) => column.id === id)?.field.values;
    return values ? [{ values, desc }] : [];
  });
  return keys.length === 0 ? rows : rows.sort((a, b) => compareRows(keys, a, b));
}

function compareRows(keys: { values: unknown[]; desc: boolean }[], a: number, b: number): number {
  for (const { values, desc } of keys) {
    const order = compareCells(values[a], values[b], desc);
    if (order !== 0) {
      return order;
    }
  }
  return a - b;
}

export function cellText({ field }: Column, row: number): string {
  return textOf(display(field, field.values[row]));
}

/** The order that the file asks for; columns are named there by what their header shows. */
export function initialSorting(columns: Column[], sortBy: unknown): Sorting[] {
  const wanted = Array.isArray(sortBy) ? (sortBy as { displayName?: string; desc?: boolean }[]) : [];
  return wanted.flatMap(({ displayName, desc }) => {
    const column = columns.find((candidate) => candidate.name === displayName);
    return column ? [{ id: column.id, desc: desc === true }] : [];
  });
}
