import './chart.css';
import type { MouseEvent } from 'react';
import { useState } from 'react';

export interface LegendItem {
  id: string;
  name: string;
  color: string;
  /** Dimmed: switched off by a click. */
  off: boolean;
  /** The axis of this series is on the right, and so is its entry. */
  right?: boolean;
  calcs: { title: string; text: string; value: number }[];
}

interface Props {
  items: LegendItem[];
  mode: 'list' | 'table';
  placement: 'bottom' | 'right';
  sortBy?: string;
  sortDesc?: boolean;
  width?: number;
  /** A click shows this one alone, with Ctrl or Command it is switched on or off. */
  onSelect?: (id: string, add: boolean) => void;
}

export function Legend(props: Props) {
  return props.mode === 'table' ? <LegendTable {...props} /> : <LegendList {...props} />;
}

function LegendList({ items, placement, width, onSelect }: Props) {
  const left = items.filter((item) => !item.right || placement === 'right');
  const right = items.filter((item) => item.right && placement !== 'right');
  return (
    <div className="andon-legend" data-placement={placement} style={{ width }}>
      <LegendGroup items={left} onSelect={onSelect} />
      {right.length > 0 && <LegendGroup items={right} onSelect={onSelect} />}
    </div>
  );
}

function LegendGroup({ items, onSelect }: Pick<Props, 'items' | 'onSelect'>) {
  return (
    <ul className="andon-legend-group">
      {items.map((item) => (
        <li key={item.id}>
          <LegendName item={item} onSelect={onSelect} />
          {item.calcs.map(({ title, text }) => (
            <span key={title} className="andon-legend-calc">
              {title}: {text}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function LegendName({ item, onSelect }: { item: LegendItem; onSelect: Props['onSelect'] }) {
  const select = (event: MouseEvent) => onSelect?.(item.id, event.ctrlKey || event.metaKey || event.shiftKey);
  const mark = <span className="andon-mark" style={{ background: item.color }} />;
  return onSelect ? (
    <button
      type="button"
      className="andon-legend-name"
      aria-pressed={!item.off}
      title={item.name}
      onClick={select}
    >
      {mark}
      {item.name}
    </button>
  ) : (
    <span className="andon-legend-name">
      {mark}
      {item.name}
    </span>
  );
}

function LegendTable({ items, placement, width, sortBy, sortDesc, onSelect }: Props) {
  const [sort, setSort] = useState({ by: sortBy, desc: sortDesc ?? false });
  const titles = items[0]?.calcs.map((calc) => calc.title) ?? [];
  const toggle = (by: string) => setSort((old) => ({ by, desc: old.by === by ? !old.desc : true }));
  return (
    <div className="andon-legend" data-placement={placement} data-table style={{ width }}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <button type="button" onClick={() => toggle('Name')}>
                Name
              </button>
            </th>
            {titles.map((title) => (
              <th
                scope="col"
                key={title}
                aria-sort={sort.by === title ? (sort.desc ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" onClick={() => toggle(title)}>
                  {title}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortItems(items, sort.by, sort.desc).map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <LegendName item={item} onSelect={onSelect} />
              </th>
              {item.calcs.map(({ title, text }) => (
                <td key={title}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** By name, by one of the calculations, or as they come. Missing numbers go last. */
export function sortItems(items: LegendItem[], by: string | undefined, desc: boolean): LegendItem[] {
  if (!by) {
    return items;
  }
  const direction = desc ? -1 : 1;
  if (by === 'Name') {
    return [...items].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }) * direction);
  }
  const numberOf = (item: LegendItem) => item.calcs.find((calc) => calc.title === by)?.value ?? Number.NaN;
  return [...items].sort((a, b) => {
    const [left, right] = [numberOf(a), numberOf(b)];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    }
    return (left - right) * direction;
  });
}

/** A click isolates a series, or brings all back when it already stands alone; with Ctrl it is switched by itself. */
export function nextHidden(
  ids: string[],
  hidden: ReadonlySet<string>,
  id: string,
  add: boolean,
): Set<string> {
  if (add) {
    const next = new Set(hidden);
    if (!next.delete(id)) {
      next.add(id);
    }
    return next;
  }
  const alone = ids.every((other) => hidden.has(other) !== (other === id));
  return new Set(alone && ids.length > 1 ? [] : ids.filter((other) => other !== id));
}
