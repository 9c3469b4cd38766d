import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import type { Hover } from '../../chart/interaction';
import { Markers } from '../../chart/Markers';
import { Tooltip, type TooltipRow } from '../../chart/Tooltip';
import { UPlotView } from '../../chart/UPlotView';
import { usePlotBox } from '../../chart/usePlotBox';
import { timeFieldOf } from '../../grafana/frames';
import { formatTime } from '../../grafana/time';
import { OptionReader } from '../options';
import { tooltipOptions } from '../shared/legend';
import type { ViewProps } from '../view';
import { type LiveTimeline, timelineOptions } from './chartOptions';
import type { TimelineLook } from './paint';
import type { Row } from './rows';
import { segmentAt } from './segments';

const smallestRow = 18;
const axisHeight = 28;

interface Props extends ViewProps {
  rows: Row[];
}

/** Rows of boxes over time. */
export function Timeline({
  rows,
  panel,
  prepared,
  range,
  timeZone,
  theme,
  width,
  height,
  crosshair,
  annotations,
  onZoom,
}: Props) {
  const [box, onLayout] = usePlotBox();
  const reader = useMemo(() => new OptionReader(panel.options), [panel]);
  const [hover, setHover] = useState<Hover | null>(null);
  const [source] = useState(() => Symbol('states'));
  const live = useRef<LiveTimeline>({ rows, range, onHover: setHover });
  live.current = { rows, range, onZoom, onHover: setHover, crosshair, annotations, onLayout };
  const look = useMemo<TimelineLook>(
    () => ({
      showValue: reader.choice('showValue', ['auto', 'always', 'never']),
      alignValue: reader.choice('alignValue', ['left', 'center', 'right']),
      rowHeight: Math.min(1, Math.max(0.05, reader.number('rowHeight') ?? 0.9)),
      theme,
    }),
    [reader, theme],
  );
  const options = useMemo(() => timelineOptions(look, timeZone, live, source), [look, timeZone, source]);
  const data = useMemo(() => timesOf(prepared.frames), [prepared]);
  const tooltip = tooltipOptions(panel.options);
  const full = Math.max(height, rows.length * smallestRow + axisHeight);
  return (
    <div className="andon-timeline" style={{ height }}>
      <div className="andon-plot">
        <UPlotView
          options={options}
          data={data}
          width={width}
          height={full}
          label={`${panel.title || 'State timeline'}. Now: ${rows.map(lastState).join(', ')}.`}
          crosshair={crosshair}
          source={source}
          rangeKey={`${range.from} ${range.to} ${rows.length}`}
          annotations={annotations}
        />
        {box && annotations && (
          <Markers annotations={annotations} range={range} timeZone={timeZone} box={box} />
        )}
      </div>
      {hover && tooltip.mode !== 'none' && (
        <Tooltip
          x={hover.x}
          y={hover.y}
          title={formatTime(hover.time, timeZone)}
          rows={tooltipRows(rows, hover, tooltip.mode === 'multi', timeZone)}
        />
      )}
    </div>
  );
}

/** The chart needs the times only to know where points are; the boxes are drawn from the rows. */
function timesOf(frames: ViewProps['prepared']['frames']): uPlot.AlignedData {
  const times = [...new Set(frames.flatMap((frame) => timeFieldOf(frame)?.values ?? []))].sort(
    (a, b) => a - b,
  );
  return [times, times.map(() => 0)];
}

function lastState({ name, segments }: Row): string {
  return `${name} ${segments[segments.length - 1]?.text ?? 'unknown'}`;
}

function tooltipRows(rows: Row[], hover: Hover, all: boolean, timeZone: string): TooltipRow[] {
  const under = Math.floor(rows.length - hover.valueAt('rows'));
  return rows.flatMap((row, i) => {
    const segment = segmentAt(row.segments, hover.time);
    if (!row.inTooltip || !segment || (!all && i !== under)) {
      return [];
    }
    const since = `${segment.text}  ${formatTime(segment.from, timeZone, 'HH:mm:ss')} – ${formatTime(segment.to, timeZone, 'HH:mm:ss')}`;
    return [
      { key: `${i} ${row.name}`, color: segment.color, name: row.name, text: since, strong: i === under },
    ];
  });
}
