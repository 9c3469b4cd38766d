import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, type ReactNode, type Ref, useMemo, useRef, useState } from 'react';
import classes from './DataTable.module.css';
import { inOrder, nextSorting, type Sorting } from './sorting';

export interface TableColumn<Row> {
  id: string;
  /** Empty for a column of buttons, which say themselves what they do. */
  title: string;
  /** What the column means, where its title does not say enough. */
  hint?: string;
  /** Its width, as a track of a CSS grid that does not depend on what is in it. */
  track: string;
  align?: 'right';
  /** Absent: the table cannot be sorted by it. */
  sortedBy?: (row: Row) => string | number | null;
  cell: (row: Row, now: number) => ReactNode;
}

interface Props<Row> {
  label: string;
  /** Keep the list while only rows change: with another one everything is sorted again. */
  columns: TableColumn<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string | number;
  /** The time that ages are told from. */
  now: number;
  initialSorting: Sorting[];
}

/** Where a row has no room to be a line, it is a card: each value with its title. */
const NARROW = '(max-width: 720px)';

/** As in the style sheet; only cards are measured, because that costs a layout for each row that comes into view. */
const LINE_HEIGHT = 36;

/** A sortable table of any length; only the rows in view are there. */
export function DataTable<Row>(props: Props<Row>) {
  const [sorting, setSorting] = useState(props.initialSorting);
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  // Rows have other heights now, and what was measured no longer counts.
  return (
    <Rows
      key={narrow ? 'cards' : 'lines'}
      {...props}
      cards={narrow}
      sorting={sorting}
      onSort={(id, add) => setSorting(nextSorting(sorting, id, add))}
    />
  );
}

interface RowsProps<Row> extends Props<Row> {
  cards: boolean;
  sorting: Sorting[];
  onSort: (id: string, add: boolean) => void;
}

function Rows<Row>({ label, columns, rows, keyOf, now, cards, sorting, onSort }: RowsProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const sorted = useMemo(() => inOrder(rows, keysOf(columns, sorting)), [rows, columns, sorting]);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (cards ? 128 : LINE_HEIGHT),
    getItemKey: (index) => {
      const row = sorted[index];
      return row === undefined ? index : keyOf(row);
    },
    overscan: 8,
  });
  const tracks = cards ? undefined : columns.map(({ track }) => track).join(' ');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={label} data-cards={cards}>
      <table className={classes.table} aria-rowcount={sorted.length + 1}>
        <thead>
          <tr style={{ gridTemplateColumns: tracks }}>
            {columns.map((column) => (
              <Heading key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const row = sorted[index];
            return (
              row !== undefined && (
                <Line
                  key={key}
                  ref={virtual.measureElement}
                  {...{ row, columns, now, index, start, tracks }}
                />
              )
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface LineProps<Row> {
  ref: Ref<HTMLTableRowElement>;
  row: Row;
  columns: TableColumn<Row>[];
  now: number;
  index: number;
  start: number;
  tracks: string | undefined;
}

/** Remembered, so that scrolling makes only the rows that come into view. */
const Line = memo(function Line<Row>({ ref, row, columns, now, index, start, tracks }: LineProps<Row>) {
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${start}px)` }}
    >
      {columns.map(({ id, title, align, cell }) => (
        <td key={id} data-title={title} data-align={align}>
          {cell(row, now)}
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: LineProps<Row>) => ReactNode;

function keysOf<Row>(columns: TableColumn<Row>[], sorting: Sorting[]) {
  return sorting.flatMap(({ id, desc }) => {
    const of = columns.find((column) => column.id === id)?.sortedBy;
    return of === undefined ? [] : [{ of, desc }];
  });
}

interface HeadingProps<Row> {
  column: TableColumn<Row>;
  sorting: Sorting[];
  onSort: (id: string, add: boolean) => void;
}

function Heading<Row>({ column, sorting, onSort }: HeadingProps<Row>) {
  const { id, title, hint, align, sortedBy } = column;
  const sorted = sorting.find((entry) => entry.id === id);
  const direction = sorted && (sorted.desc ? 'descending' : 'ascending');
  if (title === '') return <td />;
  if (sortedBy === undefined) {
    return (
      <th scope="col" title={hint} data-align={align}>
        {title}
      </th>
    );
  }
  return (
    <th scope="col" data-align={align} aria-sort={direction ?? 'none'}>
      <button type="button" title={hint} onClick={(event) => onSort(id, event.shiftKey)}>
        {title}
        {direction === 'ascending' && <ArrowUp size={14} aria-hidden />}
        {direction === 'descending' && <ArrowDown size={14} aria-hidden />}
      </button>
    </th>
  );
}
