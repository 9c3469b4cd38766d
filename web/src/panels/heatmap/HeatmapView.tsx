import './heatmap.css';
import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import type { Hover } from '../../chart/interaction';
import { Tooltip } from '../../chart/Tooltip';
import { UPlotView } from '../../chart/UPlotView';
import { numberText } from '../../grafana/display';
import { formatTime } from '../../grafana/time';
import { OptionReader } from '../options';
import { tooltipOptions } from '../shared/legend';
import { PanelMessage } from '../shared/PanelMessage';
import type { ViewProps } from '../view';
import { calculated } from './calculate';
import { columnsOf, type HeatmapData, withoutHidden } from './cells';
import { heatmapOptions, type LiveHeatmap, type VerticalAxis } from './chartOptions';
import { type ColorScale, colorScale } from './colors';
import type { HeatmapLook } from './paint';
import { readyRows } from './rows';
import { columnAt, rowText, type TooltipTexts, tooltipRows } from './tooltip';

const legendHeight = 22;

export default function HeatmapView(props: ViewProps) {
  const { panel, prepared, range } = props;
  const options = useMemo(() => new OptionReader(panel.options), [panel]);
  const data = useMemo(() => {
    const all = options.flag('calculate', false)
      ? calculated(prepared.frames, options.under('calculation'), range)
      : readyRows(prepared.frames, options.under('rowsFrame'));
    return all && withoutHidden(all, options.under('filterValues'));
  }, [prepared, options, range]);
  if (!data) {
    return prepared.frames.every((frame) => frame.length === 0) ? (
      <PanelMessage title="No data" />
    ) : (
      <PanelMessage
        title="Nothing to count"
        detail="A heatmap needs a column of times, named “time”, and columns of numbers."
      />
    );
  }
  return <Heatmap {...props} options={options} data={data} />;
}

interface HeatmapProps extends ViewProps {
  options: OptionReader;
  data: HeatmapData;
}

function Heatmap({ options, data, ...props }: HeatmapProps) {
  const { panel, range, timeZone, theme, width, height, crosshair, onZoom } = props;
  const [hover, setHover] = useState<Hover | null>(null);
  const [source] = useState(() => Symbol('heatmap'));
  const colors = useMemo(() => colorScale(data.cells, options.under('color'), theme), [data, options, theme]);
  const live = useRef<LiveHeatmap>({ data, colors, range, onHover: setHover });
  live.current = { data, colors, range, onZoom, onHover: setHover, crosshair };
  const texts = useTexts(options, data, props);
  const look = useMemo<HeatmapLook>(() => {
    const showValue = options.choice('showValue', ['auto', 'always', 'never']);
    return { gap: options.number('cellGap') ?? 1, showValue, countText: texts.count, theme };
  }, [options, texts, theme]);
  const scaleKey = JSON.stringify(data.scale);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the data only the kind of its scale builds a chart anew
  const chart = useMemo(
    () => heatmapOptions(look, axisOf(options.under('yAxis'), data, texts), timeZone, live, source),
    [look, options, scaleKey, texts, timeZone, source],
  );
  const times = useMemo(() => middlesOf(data), [data]);
  const tooltip = tooltipOptions(panel.options);
  // Files before Grafana 10.3 switch the tooltip off by a flag.
  const hasTooltip = tooltip.mode !== 'none' && options.under('tooltip').flag('show', true);
  const hasLegend = options.under('legend').flag('show', true) && data.cells.length > 0;
  const column = hover ? columnAt(data, hover.time) : [];
  return (
    <div className="andon-heatmap">
      <UPlotView
        options={chart}
        data={times}
        width={width}
        height={height - (hasLegend ? legendHeight : 0)}
        label={labelOf(panel.title, data, texts, timeZone)}
        crosshair={crosshair}
        source={source}
        rangeKey={`${range.from} ${range.to} ${data.rows.length} ${theme}`}
      />
      {hasLegend && <ColorLegend colors={colors} text={texts.count} />}
      {hover && column[0] && hasTooltip && (
        <Tooltip
          x={hover.x}
          y={hover.y}
          title={timesText(column[0].time, data.width, timeZone)}
          rows={tooltipRows(data, column, hover, tooltip.mode === 'multi', colors, texts)}
          maxWidth={tooltip.maxWidth}
          maxHeight={tooltip.maxHeight}
        />
      )}
    </div>
  );
}

/** Bounds have the unit of the axis, or of what was counted; counts have their own. */
function useTexts(options: OptionReader, data: HeatmapData, { theme, timeZone }: ViewProps) {
  const { unit, decimals } = data;
  return useMemo<TooltipTexts & Pick<VerticalAxis, 'text'>>(() => {
    const yAxis = options.under('yAxis');
    const cellValues = options.under('cellValues');
    const text = numberText(
      { unit: yAxis.text('unit') || unit, decimals: yAxis.number('decimals') ?? decimals },
      theme,
      timeZone,
    );
    const count = numberText(
      { unit: cellValues.text('unit'), decimals: cellValues.number('decimals') },
      theme,
      timeZone,
    );
    return { bound: (value) => text(value), count: (value) => count(value), text };
  }, [options, unit, decimals, theme, timeZone]);
}

function axisOf(yAxis: OptionReader, data: HeatmapData, { text }: Pick<VerticalAxis, 'text'>): VerticalAxis {
  const fixed = yAxis.number('decimals') !== undefined;
  return {
    min: yAxis.number('min'),
    max: yAxis.number('max'),
    reverse: yAxis.flag('reverse', false),
    side: yAxis.choice('axisPlacement', ['left', 'right', 'hidden']),
    label: yAxis.text('axisLabel') || undefined,
    text: (value, decimals) => text(value, fixed ? undefined : decimals),
    scale: data.scale,
  };
}

/** The keys walk from the middle of one column to that of the next. */
function middlesOf(data: HeatmapData): uPlot.AlignedData {
  const times = columnsOf(data).map((time) => time + data.width / 2);
  return [times, times.map(() => data.rows[0]?.low ?? 0)];
}

function timesText(from: number, width: number, timeZone: string): string {
  return `${formatTime(from, timeZone)} – ${formatTime(from + width, timeZone, 'HH:mm:ss')}`;
}

function labelOf(
  title: string | undefined,
  data: HeatmapData,
  texts: TooltipTexts,
  timeZone: string,
): string {
  const [most] = [...data.cells].sort((a, b) => b.count - a.count);
  const name = title || 'Heatmap';
  return most
    ? `${name}. Most: ${texts.count(most.count)} in ${rowText(data, most.row, texts.bound)}, ${timesText(most.time, data.width, timeZone)}.`
    : `${name}. Nothing in this range.`;
}

function ColorLegend({ colors, text }: { colors: ColorScale; text: (count: number) => string }) {
  const stops = colors.colors.map((color, i) => {
    const [from, to] = [i, i + 1].map((edge) => `${((100 * edge) / colors.colors.length).toFixed(2)}%`);
    return `${color} ${from} ${to}`;
  });
  return (
    <div className="andon-heatmap-scale">
      <span>{text(colors.min)}</span>
      <div
        className="andon-heatmap-colors"
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
      />
      <span>{text(colors.max)}</span>
    </div>
  );
}
