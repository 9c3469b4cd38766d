export interface Sorting {
  id: string;
  desc: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true });

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

export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

/** Nothing always comes last, whatever the direction. */
export function compareCells(a: unknown, b: unknown, desc: boolean): number {
  const missing = Number(isMissing(a)) - Number(isMissing(b));
  return missing || (isMissing(a) ? 0 : compareValues(a, b) * (desc ? -1 : 1));
}

/** A click goes from ascending to descending to unsorted; with Shift the other columns stay sorted too. */
export function nextSorting(sorting: Sorting[], id: string, add: boolean): Sorting[] {
  const current = sorting.find((entry) => entry.id === id);
  const next = !current ? [{ id, desc: false }] : current.desc ? [] : [{ id, desc: true }];
  return add ? [...sorting.filter((entry) => entry.id !== id), ...next] : next;
}

/** What a column is sorted by. */
export interface SortKey<Row> {
  of: (row: Row) => unknown;
  desc: boolean;
}

/** The rows in the wanted order; equal ones keep theirs. */
export function inOrder<Row>(rows: Row[], keys: SortKey<Row>[]): Row[] {
  const keyed = rows.map((row) => ({ row, values: keys.map(({ of }) => of(row)) }));
  keyed.sort((a, b) => {
    for (const [i, { desc }] of keys.entries()) {
      const order = compareCells(a.values[i], b.values[i], desc);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}
