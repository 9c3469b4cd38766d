import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Legend, type LegendItem, nextHidden } from '../../chart/Legend';
import type { LegendOptions } from './legend';

interface Size {
  width: number;
  height: number;
}

interface Props extends Size {
  legend: LegendOptions;
  items: LegendItem[];
  onSelect?: (id: string, add: boolean) => void;
  children: (size: Size) => ReactNode;
}

/** In a narrower panel, as on a phone, a table at the right would leave no room for the picture. */
const ROOM_FOR_BOTH = 440;

/** What a click in the legend has hidden, and what to do with such a click. */
export function useHidden() {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const selectAmong = (ids: string[]) => (id: string, add: boolean) =>
    setHidden((old) => nextHidden(ids, old, id, add));
  return { hidden, selectAmong };
}

/** The picture takes what the legend leaves. */
export function VizLayout({ width, height, legend, items, onSelect, children }: Props) {
  const cramped = legend.mode === 'table' && width < ROOM_FOR_BOTH;
  const placement = cramped ? 'bottom' : legend.placement;
  const main = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);

  useLayoutEffect(() => {
    const element = main.current;
    if (!element) {
      return;
    }
    const measure = () => {
      const next = { width: element.clientWidth, height: element.clientHeight };
      setSize((old) => (old?.width === next.width && old.height === next.height ? old : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div className="andon-viz" data-placement={placement} style={{ width, height }}>
      <div ref={main} className="andon-viz-main">
        {size && size.width > 0 && size.height > 0 && children(size)}
      </div>
      {legend.shown && items.length > 0 && (
        <div className="andon-viz-legend">
          <Legend
            {...legend}
            placement={placement}
            items={items.slice(0, legend.limit)}
            onSelect={onSelect}
          />
        </div>
      )}
    </div>
  );
}
