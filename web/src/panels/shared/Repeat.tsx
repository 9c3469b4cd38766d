import './singleValue.css';
import type { Key, ReactNode } from 'react';
import type { Grid } from './singleValue';

interface Props {
  width: number;
  height: number;
  grid: Grid;
  gap: number;
  keys: Key[];
  children: (index: number) => ReactNode;
}

/** Cells of one size; scrolls when there is not room for all. */
export function Repeat({ width, height, grid, gap, keys, children }: Props) {
  return (
    <div
      className="andon-repeat"
      style={{ width, height, flexDirection: grid.columns > 1 ? 'row' : 'column', gap }}
    >
      {keys.map((key, i) => (
        <div key={key} className="andon-repeat-cell" style={{ width: grid.width, height: grid.height }}>
          {children(i)}
        </div>
      ))}
    </div>
  );
}
