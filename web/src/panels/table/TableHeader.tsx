import type { Table } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { ColumnFilter } from './ColumnFilter';
import type { Column } from './columns';

interface Props {
  columns: Column[];
  table: Table<number>;
  template: string;
}

const order = { asc: 'ascending', desc: 'descending' } as const;

export function TableHeader({ columns, table, template }: Props) {
  return (
    <thead>
      <tr style={{ gridTemplateColumns: template }}>
        {columns.map((column) => {
          const state = table.getColumn(column.id);
          const sorted = state?.getIsSorted() || undefined;
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              aria-sort={sorted ? order[sorted] : 'none'}
            >
              {!column.headerHidden && (
                <button
                  type="button"
                  title={column.field.config.description ?? column.name}
                  onClick={(event) => state?.toggleSorting(undefined, event.shiftKey)}
                >
                  <span>{column.name}</span>
                  {sorted === 'asc' && <ArrowUp size={14} aria-hidden="true" />}
                  {sorted === 'desc' && <ArrowDown size={14} aria-hidden="true" />}
                </button>
              )}
              {column.filterable && state && <ColumnFilter column={column} state={state} />}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
