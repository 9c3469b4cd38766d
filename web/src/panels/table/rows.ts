import { display, textOf } from '../../grafana/display';
import type { Column } from './columns';

export interface Sorting {
  id: string;
  desc: boolean;
}

/** For each filtered column the texts that may stay. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** Numbers by size, texts as people sort them. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return Number(a) - Number(b);
  }
  return collator.compare(String(a), String(b));
}

const collator = new Intl.Collator(undefined, { numeric: true });

export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

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
    const missing = Number(isMissing(values[a])) - Number(isMissing(values[b]));
    const order =
      missing || (isMissing(values[a]) ? 0 : compareValues(values[a], values[b]) * (desc ? -1 : 1));
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

/** A click goes from ascending to descending to unsorted; with Shift the other columns stay sorted too. */
export function nextSorting(sorting: Sorting[], id: string, add: boolean): Sorting[] {
  const current = sorting.find((entry) => entry.id === id);
  const next = !current ? [{ id, desc: false }] : current.desc ? [] : [{ id, desc: true }];
  return add ? [...sorting.filter((entry) => entry.id !== id), ...next] : next;
}
