import type { Ref } from 'react';
import type { ThemeName } from '../../grafana/theme';
import { Cell, cellBackground } from './Cell';
import type { Column } from './columns';
import { cellText } from './rows';

interface Props {
  ref?: Ref<HTMLTableRowElement>;
  columns: Column[];
  widths: number[];
  template: string;
  /** Place among the rows shown, and number of the row in the data. */
  index: number;
  row: number;
  top: number;
  height?: number;
  theme: ThemeName;
}

export function TableRow({ ref, columns, widths, template, index, row, top, height, theme }: Props) {
  const painter = columns.find((column) => column.style.applyToRow);
  const rowLook = painter ? cellBackground(painter, row, theme) : {};
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      style={{ ...rowLook, gridTemplateColumns: template, height, transform: `translateY(${top}px)` }}
    >
      {columns.map((column, i) => (
        <td
          key={column.id}
          data-align={column.align}
          data-wrap={column.style.wrap || undefined}
          title={column.style.type === 'image' ? undefined : cellText(column, row)}
          style={column === painter ? undefined : cellBackground(column, row, theme)}
        >
          <Cell column={column} row={row} width={widths[i] ?? 0} theme={theme} />
        </td>
      ))}
    </tr>
  );
}
