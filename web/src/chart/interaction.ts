import uPlot from 'uplot';
import { zoomOut } from '../grafana/time';
import type { Annotation, CrosshairBus, TimeRange } from '../panels/panel';
import type { PlotBox } from './marks';

/** Where the pointer is, in the page, and which points lie there. */
export interface Hover {
  /** Index into the times. */
  index: number;
  /** For each column of the chart's data; null where a series is not shown. */
  indices: (number | null)[];
  /** The time under the pointer, which need not be the one of a point. */
  time: number;
  /** Position in the window. */
  x: number;
  y: number;
  /** The pointer on the plot, and what it means on an axis. */
  valueAt: (scale: string) => number;
}

/** What may change while a chart stands: options read it through a reference, so that none of it rebuilds the chart. */
export interface Live {
  range: TimeRange;
  onZoom?: (range: TimeRange) => void;
  onHover: (hover: Hover | null) => void;
  crosshair?: CrosshairBus;
  annotations?: Annotation[];
  /** Told after each drawing where the plot lies. */
  onLayout?: (box: PlotBox) => void;
}

export interface Reference<T> {
  readonly current: T;
}

export type ChartOptions = Omit<uPlot.Options, 'width' | 'height'>;

export function tzDate(timeZone: string): uPlot.LocalDateFromUnix {
  if (timeZone === '' || timeZone === 'browser') {
    return (time) => new Date(time);
  }
  const zone = timeZone.toLowerCase() === 'utc' ? 'Etc/UTC' : timeZone;
  return (time) => uPlot.tzDate(new Date(time), zone);
}

/** Pointer, drag to zoom in, double click to zoom out. */
export function cursorOptions(live: Reference<Live>, more: uPlot.Cursor = {}): uPlot.Cursor {
  return {
    y: false,
    drag: { x: true, y: false, setScale: false, dist: 4 },
    bind: {
      dblclick: () => () => {
        live.current.onZoom?.(zoomOut(live.current.range));
        return null;
      },
    },
    ...more,
  };
}

export function interactionHooks(
  live: Reference<Live>,
  source: symbol,
): Required<Pick<uPlot.Hooks.Arrays, 'setCursor' | 'setSelect'>> {
  return {
    setCursor: [
      (u) => {
        // The line of another chart has no height here. New data fires this hook for it too, and it is not ours to report.
        const { left = -10, top = -10 } = u.cursor;
        if (left >= 0 && top < 0) return;
        const hover = hoverOf(u);
        live.current.onHover(hover);
        live.current.crosshair?.publish(source, hover ? u.posToVal(u.cursor.left ?? 0, 'x') : null);
      },
    ],
    setSelect: [
      (u) => {
        const { left, width } = u.select;
        if (width > 4) {
          live.current.onZoom?.({
            from: Math.round(u.posToVal(left, 'x')),
            to: Math.round(u.posToVal(left + width, 'x')),
          });
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        }
      },
    ],
  };
}

/** For what is laid over the plot. */
export function tellLayout(u: uPlot, live: Reference<Live>): void {
  const { left, top, width, height } = u.bbox;
  const ratio = uPlot.pxRatio;
  live.current.onLayout?.({
    left: left / ratio,
    top: top / ratio,
    width: width / ratio,
    height: height / ratio,
  });
}

function hoverOf(u: uPlot): Hover | null {
  const { left = -10, top = -10, idx, idxs } = u.cursor;
  if (left < 0 || idx === null || idx === undefined) {
    return null;
  }
  const box = u.over.getBoundingClientRect();
  return {
    index: idx,
    indices: idxs ?? [],
    time: u.posToVal(left, 'x'),
    x: box.left + left,
    y: box.top + Math.max(top, 0),
    valueAt: (scale) => u.posToVal(Math.max(top, 0), scale),
  };
}
