import './chart.css';
import { useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

export interface TooltipRow {
  key: string;
  color?: string;
  name: string;
  text: string;
  /** The row under the pointer. */
  strong?: boolean;
}

interface Props {
  x: number;
  y: number;
  title: string;
  rows: TooltipRow[];
  maxWidth?: number;
  maxHeight?: number;
}

const gap = 14;

/** Lives in the body, so that no panel cuts it off, and turns round at the edges of the window. */
export function Tooltip({ x, y, title, rows, maxWidth, maxHeight }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });

  useLayoutEffect(() => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
    setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
  });

  const left = x + gap + size.width > window.innerWidth ? Math.max(0, x - gap - size.width) : x + gap;
  const top = Math.max(0, Math.min(y + gap, window.innerHeight - size.height - 4));
  return createPortal(
    <div
      ref={box}
      className="andon-tooltip"
      role="tooltip"
      aria-live="polite"
      style={{ left, top, maxWidth, maxHeight }}
    >
      <div className="andon-tooltip-title">{title}</div>
      {rows.map(({ key, color, name, text, strong }) => (
        <div key={key} className="andon-tooltip-row" data-strong={strong || undefined}>
          <span className="andon-mark" style={{ background: color }} />
          <span className="andon-tooltip-name">{name}</span>
          <span className="andon-tooltip-value">{text}</span>
        </div>
      ))}
    </div>,
    document.body,
  );
}
