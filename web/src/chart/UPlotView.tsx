import 'uplot/dist/uPlot.min.css';
import './chart.css';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { Annotation, CrosshairBus } from '../panels/panel';
import type { ChartOptions } from './interaction';

interface Props {
  /** A new object builds a new chart; keep it while only data, range or size change. */
  options: ChartOptions;
  data: uPlot.AlignedData;
  width: number;
  height: number;
  /** What a reader who cannot see the picture gets. */
  label: string;
  crosshair?: CrosshairBus;
  /** The name under which this chart speaks on the crosshair bus. */
  source: symbol;
  /** Changes when the range or the size of a stacked part changed and the scales have to follow. */
  rangeKey: string;
  /** Drawn by the options; others are a reason to draw again. */
  annotations?: Annotation[];
}

/** The life of one uPlot: built, fed, resized, destroyed. */
export function UPlotView(props: Props) {
  const { options, data, width, height, label, crosshair, source, rangeKey, annotations } = props;
  const container = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const size = useRef({ width, height });
  const latest = useRef(data);
  const drawn = useRef({ data, rangeKey });
  const marked = useRef(annotations);
  size.current = { width, height };
  latest.current = data;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what else it reads is followed by the effects below
  useLayoutEffect(() => {
    if (!container.current) {
      return;
    }
    const created = new uPlot({ ...options, ...size.current }, latest.current, container.current);
    plot.current = created;
    drawn.current = { data: latest.current, rangeKey };
    return () => {
      plot.current = null;
      created.destroy();
    };
  }, [options]);

  // The range is read by the scales while the data is set.
  useLayoutEffect(() => {
    if (drawn.current.data !== data || drawn.current.rangeKey !== rangeKey) {
      drawn.current = { data, rangeKey };
      plot.current?.setData(data);
    }
  }, [data, rangeKey]);

  useLayoutEffect(() => {
    if (marked.current !== annotations) {
      marked.current = annotations;
      plot.current?.redraw(false);
    }
  }, [annotations]);

  useLayoutEffect(() => {
    const current = plot.current;
    if (current && (current.width !== width || current.height !== height)) {
      current.setSize({ width, height });
    }
  }, [width, height]);

  useEffect(
    () =>
      crosshair?.subscribe((from, time) => {
        if (from !== source) {
          showCrosshair(plot.current, time);
        }
      }),
    [crosshair, source],
  );

  return (
    <div
      ref={container}
      className="andon-chart"
      role="img"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through the points
      tabIndex={0}
      onKeyDown={(event) => walk(event, plot.current)}
    />
  );
}

function showCrosshair(u: uPlot | null, time: number | null) {
  if (!u) {
    return;
  }
  const left = time === null ? -10 : u.valToPos(time, 'x');
  const inside = left >= 0 && left <= u.over.clientWidth;
  u.setCursor({ left: inside ? left : -10, top: -10 }, false);
}

/** Left and right go from point to point, Escape leaves. */
function walk(event: KeyboardEvent, u: uPlot | null) {
  if (!u || u.data[0].length === 0) {
    return;
  }
  if (event.key === 'Escape') {
    u.setCursor({ left: -10, top: -10 });
    return;
  }
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) {
    return;
  }
  event.preventDefault();
  const last = u.data[0].length - 1;
  const index =
    u.cursor.idx == null ? (step > 0 ? 0 : last) : Math.min(last, Math.max(0, u.cursor.idx + step));
  u.setCursor({ left: u.valToPos(u.data[0][index] ?? 0, 'x'), top: u.over.clientHeight / 2 });
}
