import './table.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { type DataFrame, frameNameOf } from '../../grafana/frames';
import { OptionReader } from '../options';
import { PanelMessage } from '../shared/PanelMessage';
import type { ViewProps } from '../view';
import { type Column, columnsOf, columnWidths } from './columns';
import { footerTexts } from './footer';
import { type Filters, initialSorting, visibleRows } from './rows';
import { TableHeader } from './TableHeader';
import { TableRow } from './TableRow';

export default function TableView(props: ViewProps) {
  const { panel, prepared } = props;
  const { frames } = prepared;
  const wanted = new OptionReader(panel.options).number('frameIndex') ?? 0;
  const [chosen, setChosen] = useState<number | null>(null);
  const index = Math.min(chosen ?? wanted, Math.max(0, frames.length - 1));
  const frame = frames[index];
  if (!frame || frame.fields.length === 0) {
    return <PanelMessage title="No data" />;
  }
  const several = frames.length > 1;
  return (
    <div className="andon-table-panel">
      <FrameTable key={index} {...props} frame={frame} height={props.height - (several ? 36 : 0)} />
      {several && (
        <select
          className="andon-table-frames"
          aria-label="Which result to show"
          value={index}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {frames.map((other, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: results are told apart by their place
            <option key={i} value={i}>
              {frameNameOf(other, i)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

const rowHeights = { sm: 36, md: 42, lg: 48, auto: 36 };

function FrameTable({
  frame,
  prepared,
  panel,
  theme,
  timeZone,
  width,
  height,
}: ViewProps & { frame: DataFrame }) {
  const reader = new OptionReader(panel.options);
  const columns = useMemo(() => columnsOf(frame, prepared.frames), [frame, prepared]);
  const [sorting, setSorting] = useState(() => initialSorting(columns, panel.options?.sortBy));
  const [filters, setFilters] = useState<Filters>({});
  const rows = useMemo(
    () => visibleRows(frame.length, columns, sorting, filters),
    [frame, columns, sorting, filters],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = rowHeights[reader.choice('cellHeight', ['sm', 'md', 'lg', 'auto'])];
  const wraps = columns.some((column) => column.style.wrap);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const widths = columnWidths(columns, width - 16);
  const footer = useMemo(
    () => footerTexts(columns, rows, panel.options, theme, timeZone),
    [columns, rows, panel, theme, timeZone],
  );
  const template = widths.map((column) => `${column}px`).join(' ');
  return (
    <div ref={scroller} className="andon-table" style={{ width, height }}>
      <table aria-rowcount={rows.length + 1}>
        {reader.flag('showHeader', true) && (
          <TableHeader
            {...{ columns, sorting, filters, template }}
            onSort={setSorting}
            onFilter={setFilters}
          />
        )}
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <TableRow
              key={item.key}
              ref={wraps ? virtual.measureElement : undefined}
              index={item.index}
              row={rows[item.index] ?? 0}
              top={item.start}
              height={wraps ? undefined : rowHeight}
              {...{ columns, widths, template, theme }}
            />
          ))}
        </tbody>
        {footer && <TableFooter columns={columns} texts={footer} template={template} />}
      </table>
    </div>
  );
}

function TableFooter({ columns, texts, template }: { columns: Column[]; texts: string[]; template: string }) {
  return (
    <tfoot>
      <tr style={{ gridTemplateColumns: template }}>
        {texts.map((text, i) => (
          <td key={columns[i]?.id} data-align={columns[i]?.align} title={text}>
            {text}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
