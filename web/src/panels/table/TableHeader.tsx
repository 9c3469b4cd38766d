import { ArrowDown, ArrowUp } from 'lucide-react';
import { nextSorting, type Sorting } from '../../ui/sorting';
import { ColumnFilter } from './ColumnFilter';
import type { Column } from './columns';
import type { Filters } from './rows';

interface Props {
  columns: Column[];
  sorting: Sorting[];
  filters: Filters;
  template: string;
  onSort: (sorting: Sorting[]) => void;
  onFilter: (filters: Filters) => void;
}

export function TableHeader({ columns, sorting, filters, template, onSort, onFilter }: Props) {
  return (
    <thead>
      <tr style={{ gridTemplateColumns: template }}>
        {columns.map((column) => {
          const sorted = sorting.find((entry) => entry.id === column.id);
          const direction = sorted && (sorted.desc ? 'descending' : 'ascending');
          return (
            <th key={column.id} scope="col" data-align={column.align} aria-sort={direction ?? 'none'}>
              {!column.headerHidden && (
                <button
                  type="button"
                  title={column.field.config.description ?? column.name}
                  onClick={(event) => onSort(nextSorting(sorting, column.id, event.shiftKey))}
                >
                  <span>{column.name}</span>
                  {direction === 'ascending' && <ArrowUp size={14} aria-hidden="true" />}
                  {direction === 'descending' && <ArrowDown size={14} aria-hidden="true" />}
                </button>
              )}
              {column.filterable && (
                <ColumnFilter
                  column={column}
                  chosen={filters[column.id] ?? []}
                  onChange={(texts) => onFilter(withFilter(filters, column.id, texts))}
                />
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** A column with no text chosen is not filtered at all. */
function withFilter(filters: Filters, id: string, texts: string[]): Filters {
  const { [id]: _old, ...others } = filters;
  return texts.length > 0 ? { ...others, [id]: texts } : others;
}
