import type { SortingState } from '@tanstack/react-table';
import type { Column } from './columns';

/** Numbers by size, texts as people sort them, nothing always last. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return Number(a) - Number(b);
  }
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

/** The order that the file asks for; columns are named there by what their header shows. */
export function initialSorting(columns: Column[], sortBy: unknown): SortingState {
  const wanted = Array.isArray(sortBy) ? (sortBy as { displayName?: string; desc?: boolean }[]) : [];
  return wanted.flatMap(({ displayName, desc }) => {
    const column = columns.find((candidate) => candidate.name === displayName);
    return column ? [{ id: column.id, desc: desc === true }] : [];
  });
}
