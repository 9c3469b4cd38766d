import './stat.css';
import { useMemo } from 'react';
import { type FieldDisplay, longestTexts, textOf } from '../../grafana/display';
import { canvasColors, darken, type ThemeName, textOn, withAlpha } from '../../grafana/theme';
import type { TimeRange } from '../panel';
import { limitsOf } from '../shared/limits';
import { Repeat } from '../shared/Repeat';
import { type Cell, panelValues, repeat } from '../shared/singleValue';
import { sparkline } from '../shared/sparkline';
import { ValueLink } from '../shared/ValueLink';
import { ValueText } from '../shared/ValueText';
import type { ViewProps } from '../view';
import { type StatLayout, statLayout } from './layout';
import { type StatOptions, statOptions } from './options';

const gap = 4;

export default function StatView(props: ViewProps) {
  const { panel, prepared, width, height, theme, range } = props;
  const options = useMemo(() => statOptions(panel.options), [panel]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values follow from the prepared frames
  const values = useMemo(
    () =>
      panelValues(props, { sparkline: options.graph, percentChange: options.percentChange !== undefined }),
    [prepared, panel, options],
  );
  const grid = repeat(values.length, { width, height }, options.orientation, gap);
  const longest = longestTexts(values);
  const hasChart = values.some((value) => hasPoints(value)) && grid.height > 60;
  const layout = statLayout(grid, values.length, longest, hasChart, options);
  return (
    <Repeat width={width} height={height} grid={grid} gap={gap} keys={values.map((_, i) => i)}>
      {(i) => {
        const value = values[i];
        return value && <Stat value={value} cell={grid} {...{ layout, options, theme, range }} />;
      }}
    </Repeat>
  );
}

function hasPoints({ sparkline: line }: FieldDisplay): boolean {
  return line?.x !== undefined && line.y.values.length > 1;
}

interface StatProps {
  value: FieldDisplay;
  cell: Cell;
  layout: StatLayout;
  options: StatOptions;
  theme: ThemeName;
  range: TimeRange;
}

function Stat({ value, cell, layout, options, theme, range }: StatProps) {
  const look = colors(value, options.colorMode, theme);
  const { display } = value;
  return (
    <ValueLink value={value}>
      <div
        className="andon-stat"
        data-wide={layout.wide || undefined}
        data-centered={layout.centered || undefined}
        data-top={layout.chartHeight > 0 || undefined}
        style={{ padding: layout.padding, background: look.background, color: look.text }}
      >
        {layout.chartHeight > 0 && hasPoints(value) && (
          <Sparkline
            value={value}
            range={range}
            width={cell.width}
            height={layout.chartHeight}
            look={look}
            filled={options.filledGraph}
          />
        )}
        {layout.showName && (
          <div className="andon-stat-name" style={{ fontSize: layout.nameSize }} title={display.title}>
            {display.title}
          </div>
        )}
        {layout.showValue && <ValueText value={display} size={layout.valueSize} color={look.value} />}
        {options.percentChange && (
          <PercentChange value={value} options={options} size={layout.nameSize} color={look.value} />
        )}
      </div>
    </ValueLink>
  );
}

interface Look {
  background?: string;
  text?: string;
  value?: string;
  line: string;
  area: string;
}

function colors({ display }: FieldDisplay, mode: StatOptions['colorMode'], theme: ThemeName): Look {
  const color = display.color ?? canvasColors(theme).text;
  switch (mode) {
    case 'background':
    case 'background_solid': {
      const text = textOn(color, theme);
      const background =
        mode === 'background' ? `linear-gradient(120deg, ${darken(color, 0.12)}, ${color})` : color;
      return { background, text, value: text, line: withAlpha(text, 0.7), area: withAlpha(text, 0.25) };
    }
    case 'value':
      return { value: color, line: color, area: withAlpha(color, 0.2) };
    case 'none':
      return { line: color, area: withAlpha(color, 0.2) };
  }
}

interface SparklineProps {
  value: FieldDisplay;
  range: TimeRange;
  width: number;
  height: number;
  look: Look;
  filled: boolean;
}

function Sparkline({ value, range, width, height, look, filled }: SparklineProps) {
  const { x, y } = value.sparkline ?? {};
  // All values of a panel share one scale, so that a higher line means a higher value.
  const limits = limitsOf(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two limits stand for themselves
  const shape = useMemo(
    () => sparkline(x?.values ?? [], y?.values ?? [], { width, height }, range, limits),
    [x, y, width, height, range, limits.min, limits.max],
  );
  return (
    <svg className="andon-stat-chart" width={width} height={height} aria-hidden="true">
      {filled && <path d={shape.area} fill={look.area} />}
      <path d={shape.line} fill="none" stroke={look.line} strokeWidth={1} />
    </svg>
  );
}

function PercentChange({
  value,
  options,
  size,
  color,
}: {
  value: FieldDisplay;
  options: StatOptions;
  size: number;
  color?: string;
}) {
  const change = value.display.percentChange;
  if (change === undefined || !Number.isFinite(change)) {
    return null;
  }
  const good = options.percentChange === 'inverted' ? change < 0 : change > 0;
  const trend = change === 0 || options.percentChange === 'same_as_value' ? 'same' : good ? 'good' : 'bad';
  const sign = change > 0 ? '▲' : change < 0 ? '▼' : '';
  return (
    <div
      className="andon-stat-change"
      data-trend={trend}
      style={{ fontSize: options.percentSize ?? size, color: trend === 'same' ? color : undefined }}
      title={`Change over the range of ${textOf(value.display)}`}
    >
      {sign} {change.toFixed(2)}%
    </div>
  );
}
