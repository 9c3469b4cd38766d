import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { formatTime } from '../grafana/time';
import type { Annotation, CrosshairBus, TimeRange } from '../panels/panel';
import type { Hover, Live } from './interaction';
import { Markers } from './Markers';
import { chartOptions } from './options';
import { type ChartData, type ChartSpec, structureKey } from './spec';
import { stacks } from './stacking';
import { Tooltip } from './Tooltip';
import { type TooltipOptions, tooltipRows } from './tooltipRows';
import { UPlotView } from './UPlotView';
import { usePlotBox } from './usePlotBox';

interface Props {
  spec: ChartSpec;
  data: ChartData;
  range: TimeRange;
  width: number;
  height: number;
  tooltip: TooltipOptions;
  label: string;
  crosshair?: CrosshairBus;
  annotations?: Annotation[];
  onZoom?: (range: TimeRange) => void;
}

/** Lines, bars and points over time. */
export function TimeChart(props: Props) {
  const { spec, data, range, width, height, tooltip, label, crosshair, annotations, onZoom } = props;
  const [box, onLayout] = usePlotBox();
  const [hover, setHover] = useState<Hover | null>(null);
  const [source] = useState(() => Symbol('chart'));
  const live = useRef<Live>({ range, onHover: setHover });
  const onHover = tooltip.mode === 'none' ? () => {} : setHover;
  live.current = { range, onZoom, onHover, crosshair, annotations, onLayout };

  const stacked = useMemo(() => stacks(spec.series, data.values), [spec, data]);
  const key = `${structureKey(spec)} ${JSON.stringify(stacked)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for spec and stacked
  const options = useMemo(() => chartOptions(spec, stacked, live, source), [key, source]);
  const aligned = useMemo(() => [data.times, ...data.drawn] as uPlot.AlignedData, [data]);
  const rows = hover ? tooltipRows(spec, data, hover, tooltip) : [];

  return (
    <div className="andon-plot">
      <UPlotView
        options={options}
        data={aligned}
        width={width}
        height={height}
        label={label}
        crosshair={crosshair}
        source={source}
        rangeKey={`${range.from} ${range.to}`}
        annotations={annotations}
      />
      {box && annotations && (
        <Markers annotations={annotations} range={range} timeZone={spec.timeZone} box={box} />
      )}
      {hover && rows.length > 0 && (
        <Tooltip
          x={hover.x}
          y={hover.y}
          title={formatTime(data.times[hover.index] ?? 0, spec.timeZone)}
          rows={rows}
          maxWidth={tooltip.maxWidth}
          maxHeight={tooltip.maxHeight}
        />
      )}
    </div>
  );
}
