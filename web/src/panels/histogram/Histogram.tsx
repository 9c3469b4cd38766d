import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { Tooltip } from '../../chart/Tooltip';
import type { TooltipOptions } from '../../chart/tooltipRows';
import { display, textOf } from '../../grafana/display';
import { canvasColors, type ThemeName, withAlpha } from '../../grafana/theme';
import type { PanelModel } from '../panel';
import { tooltipOptions } from '../shared/legend';
import { type CountBar, countBars, type HistogramData } from './buckets';
import { type Frame, fontSize, frameOf } from './geometry';

interface Props {
  data: HistogramData;
  panel: PanelModel;
  theme: ThemeName;
  width: number;
  height: number;
}

interface Hover {
  bucket: number;
  /** How high the pointer is, as a count; absent when keys moved it. */
  count?: number;
  x: number;
  y: number;
}

/** Bars over the ranges they count, on an axis of values. */
export function Histogram({ data, panel, theme, width, height }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const bars = useMemo(() => countBars(data), [data]);
  const frame = useMemo(
    () => frameOf(data, bars, { width, height }, theme),
    [data, bars, width, height, theme],
  );
  const tooltip = useMemo(() => tooltipOptions(panel.options), [panel]);
  const buckets = data.buckets.xMin.values.length;

  const point = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    const found = box ? bucketAt(data, frame, event.clientX - box.left) : -1;
    const count = box && countAt(frame, event.clientY - box.top, bars);
    setHover(found < 0 ? null : { bucket: found, count, x: event.clientX, y: event.clientY });
  };
  const walk = (event: KeyboardEvent) => {
    const box = svg.current?.getBoundingClientRect();
    const next = nextBucket(event.key, hover?.bucket ?? -1, buckets);
    if (event.key === 'Escape') {
      setHover(null);
    } else if (next !== undefined && box) {
      event.preventDefault();
      const middle = (boundsOf(data, next)[0] + boundsOf(data, next)[1]) / 2;
      setHover({ bucket: next, x: box.left + frame.x(middle), y: box.top + frame.top });
    }
  };

  return (
    <>
      <svg
        ref={svg}
        width={width}
        height={height}
        className="andon-histogram"
        role="img"
        aria-label={labelOf(panel.title, data, bars)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through the buckets
        tabIndex={0}
        onKeyDown={walk}
        onBlur={() => setHover(null)}
        onPointerMove={point}
        onPointerLeave={() => setHover(null)}
      >
        <Axes frame={frame} theme={theme} />
        {hover && <Marked data={data} bucket={hover.bucket} frame={frame} theme={theme} />}
        {bars.map((bar) => (
          <Bar key={`${bar.bucket} ${bar.series.id}`} bar={bar} data={data} frame={frame} />
        ))}
      </svg>
      {hover && tooltip.mode !== 'none' && (
        <Tooltip
          x={hover.x}
          y={hover.y}
          title={rangeText(data, hover.bucket)}
          rows={rowsAt(bars, hover, data, tooltip)}
          maxWidth={tooltip.maxWidth}
          maxHeight={tooltip.maxHeight}
        />
      )}
    </>
  );
}

function boundsOf({ buckets }: HistogramData, bucket: number): [number, number] {
  return [buckets.xMin.values[bucket] ?? 0, buckets.xMax.values[bucket] ?? 0];
}

function rangeText(data: HistogramData, bucket: number): string {
  const [min, max] = boundsOf(data, bucket).map((bound) => textOf(display(data.buckets.xMin, bound)));
  return `${min} – ${max}`;
}

function bucketAt(data: HistogramData, frame: Frame, x: number): number {
  return data.buckets.xMin.values.findIndex((_, bucket) => {
    const [min, max] = boundsOf(data, bucket);
    return x >= frame.x(min) && x < frame.x(max);
  });
}

function countAt(frame: Frame, y: number, bars: CountBar[]): number {
  const highest = Math.max(0, ...bars.map((bar) => bar.to));
  const top = frame.y(highest);
  return (highest * (frame.bottom - y)) / (frame.bottom - top || 1);
}

function nextBucket(key: string, at: number, buckets: number): number | undefined {
  const target = { ArrowRight: at + 1, ArrowLeft: at < 0 ? buckets - 1 : at - 1, Home: 0, End: buckets - 1 }[
    key
  ];
  return target === undefined ? undefined : Math.min(buckets - 1, Math.max(0, target));
}

/** All series of a bucket, or of `single` the one whose bar the pointer is on. */
function rowsAt(
  bars: CountBar[],
  hover: Hover,
  { series }: HistogramData,
  { mode, sort, hideZeros }: TooltipOptions,
) {
  const here = bars.filter(({ bucket }) => bucket === hover.bucket);
  const pointed = hover.count === undefined ? undefined : barUnder(here, hover.count);
  const rows = series
    .filter((entry) => entry.shown && entry.inTooltip)
    .map((entry) => ({ entry, count: here.find((bar) => bar.series === entry)?.count ?? 0 }))
    .filter(
      ({ entry, count }) =>
        (mode !== 'single' || !pointed || pointed.series === entry) && !(hideZeros && count === 0),
    );
  if (sort !== 'none') {
    rows.sort((a, b) => (a.count - b.count) * (sort === 'asc' ? 1 : -1));
  }
  return rows.map(({ entry, count }) => ({
    key: entry.id,
    color: entry.color,
    name: entry.name,
    text: textOf(display(entry.field, count)),
    strong: mode === 'multi' && pointed?.series === entry,
  }));
}

/** Of bars before each other the lowest that reaches up to the pointer. */
function barUnder(bars: CountBar[], count: number): CountBar | undefined {
  const [lowest] = bars.filter(({ from, to }) => count >= from && count <= to).sort((a, b) => a.to - b.to);
  return lowest;
}

function labelOf(title: string | undefined, data: HistogramData, bars: CountBar[]): string {
  const parts = [...bars]
    .sort((a, b) => b.count - a.count)
    .slice(0, 12)
    .map(
      ({ series, bucket, count }) =>
        `${series.name} ${rangeText(data, bucket)}: ${textOf(display(series.field, count))}`,
    );
  return `${title || 'Histogram'}. Most frequent: ${parts.join(', ')}.`;
}

function Axes({ frame, theme }: { frame: Frame; theme: ThemeName }) {
  const { grid, dimmed } = canvasColors(theme);
  const { left, right, top, bottom, values, counts } = frame;
  return (
    <g fontSize={fontSize} fill={dimmed}>
      {counts.map(({ at, text }) => (
        <g key={at}>
          <line x1={left} y1={at} x2={right} y2={at} stroke={grid} />
          <text x={left - 8} y={at} textAnchor="end" dominantBaseline="central">
            {text}
          </text>
        </g>
      ))}
      {values.map(({ at, text }) => (
        <g key={at}>
          <line x1={at} y1={top} x2={at} y2={bottom} stroke={grid} />
          <text x={at} y={bottom + 16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

interface PlaceProps {
  data: HistogramData;
  frame: Frame;
}

/** The bucket that the tooltip speaks of. */
function Marked({ data, bucket, frame, theme }: PlaceProps & { bucket: number; theme: ThemeName }) {
  const [min, max] = boundsOf(data, bucket).map(frame.x);
  return (
    <rect
      x={min}
      y={frame.top}
      width={(max ?? 0) - (min ?? 0)}
      height={frame.bottom - frame.top}
      fill={canvasColors(theme).track}
    />
  );
}

function Bar({ bar, data, frame }: PlaceProps & { bar: CountBar }) {
  const { color, fillOpacity, lineWidth } = bar.series;
  const [min, max] = boundsOf(data, bar.bucket).map(frame.x);
  const [low, high] = [frame.y(bar.from), frame.y(bar.to)];
  // Half a pixel of air at each side, so that neighbours are told apart even without an outline.
  return (
    <rect
      x={(min ?? 0) + 0.5}
      y={high}
      width={Math.max(1, (max ?? 0) - (min ?? 0) - 1)}
      height={low - high}
      fill={withAlpha(color, fillOpacity)}
      stroke={lineWidth > 0 ? color : 'none'}
      strokeWidth={lineWidth}
      pointerEvents="none"
    />
  );
}
