import './gauge.css';
import { useMemo } from 'react';
import { fittingSize } from '../../chart/measure';
import { type FieldDisplay, longestTexts, textOf } from '../../grafana/display';
import { canvasColors, type ThemeName } from '../../grafana/theme';
import { OptionReader } from '../options';
import { limitsOf, shareOf, thresholdsWithin } from '../shared/limits';
import { Repeat } from '../shared/Repeat';
import { type Cell, panelValues, repeat } from '../shared/singleValue';
import { ValueLink } from '../shared/ValueLink';
import type { ViewProps } from '../view';
import { arc, type GaugeGeometry, gaugeGeometry, pointAt } from './geometry';

interface GaugeOptions {
  labels: boolean;
  markers: boolean;
  titleSize?: number;
  valueSize?: number;
}

const gap = 8;

export default function GaugeView(props: ViewProps) {
  const { panel, prepared, width, height, theme } = props;
  const reader = useMemo(() => new OptionReader(panel.options), [panel]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values follow from the prepared frames
  const values = useMemo(() => panelValues(props), [prepared, panel]);
  const options: GaugeOptions = {
    labels: reader.flag('showThresholdLabels', false),
    markers: reader.flag('showThresholdMarkers', true),
    titleSize: reader.under('text').number('titleSize'),
    valueSize: reader.under('text').number('valueSize'),
  };
  const manual = reader.text('sizing') === 'manual';
  const minimum = {
    width: (manual ? reader.number('minVizWidth') : undefined) ?? 75,
    height: (manual ? reader.number('minVizHeight') : undefined) ?? 75,
  };
  const orientation = reader.choice('orientation', ['auto', 'horizontal', 'vertical']);
  const grid = repeat(values.length, { width, height }, orientation, gap, minimum);
  const showName = values.length > 1;
  const longest = longestTexts(values);
  return (
    <Repeat width={width} height={height} grid={grid} gap={gap} keys={values.map((_, i) => i)}>
      {(i) => {
        const value = values[i];
        return value && <Gauge {...{ value, options, theme, showName, longest }} cell={grid} />;
      }}
    </Repeat>
  );
}

interface GaugeProps {
  value: FieldDisplay;
  cell: Cell;
  options: GaugeOptions;
  theme: ThemeName;
  showName: boolean;
  longest: { title: string; text: string };
}

function Gauge({ value, cell, options, theme, showName, longest }: GaugeProps) {
  const nameSize =
    options.titleSize ??
    Math.max(11, Math.min(18, fittingSize(longest.title, cell.width, cell.height * 0.12)));
  const height = cell.height - (showName ? nameSize * 1.6 : 0);
  const geometry = gaugeGeometry({ width: cell.width, height }, options.labels);
  const limits = limitsOf(value);
  const { display } = value;
  const inner = geometry.radius - geometry.thickness;
  const valueSize = options.valueSize ?? Math.min(64, fittingSize(longest.text, inner * 1.7, inner, 500));
  const middle = geometry.radius - geometry.thickness / 2;
  const share = shareOf(display.numeric, limits);
  const name = `${display.title ? `${display.title}: ` : ''}${textOf(display)}`;
  return (
    <ValueLink value={value}>
      <div className="andon-gauge-cell">
        <svg className="andon-gauge" width={cell.width} height={geometry.height} role="img" aria-label={name}>
          <path
            d={arc(geometry, 0, 1, middle)}
            className="andon-gauge-track"
            stroke={canvasColors(theme).track}
            strokeWidth={geometry.thickness}
          />
          {share > 0 && (
            <path
              d={arc(geometry, 0, share, middle)}
              stroke={display.color}
              strokeWidth={geometry.thickness}
            />
          )}
          {options.markers && <ThresholdRing {...{ value, geometry, theme }} />}
          {options.labels && <ThresholdLabels {...{ value, geometry, theme }} />}
          <text
            x={geometry.cx}
            y={geometry.cy + valueSize * 0.12}
            fontSize={valueSize}
            fill={display.color}
            className="andon-gauge-value"
          >
            {textOf(display)}
          </text>
        </svg>
        {showName && (
          <div className="andon-gauge-name" style={{ fontSize: nameSize }} title={display.title}>
            {display.title}
          </div>
        )}
      </div>
    </ValueLink>
  );
}

interface RingProps {
  value: FieldDisplay;
  geometry: GaugeGeometry;
  theme: ThemeName;
}

function ThresholdRing({ value, geometry, theme }: RingProps) {
  const limits = limitsOf(value);
  const stops = thresholdsWithin(value, limits, theme);
  return stops.map((stop, i) => {
    const to = stops[i + 1]?.value ?? limits.max;
    const path = arc(geometry, shareOf(stop.value, limits), shareOf(to, limits), geometry.ring);
    return <path key={stop.value} d={path} stroke={stop.color} strokeWidth={geometry.ringThickness} />;
  });
}

/** Both limits and every threshold between them, without the unit: the value in the middle has it. */
function ThresholdLabels({ value, geometry, theme }: RingProps) {
  const limits = limitsOf(value);
  const inner = thresholdsWithin(value, limits, theme).map((stop) => stop.value);
  const marks = [...new Set([limits.min, ...inner, limits.max])];
  const size = Math.max(9, Math.min(13, geometry.radius * 0.14));
  return marks.map((mark) => {
    const share = shareOf(mark, limits);
    const { x, y } = pointAt(geometry, share, geometry.ring + geometry.ringThickness / 2 + 4);
    const anchor = share < 0.4 ? 'end' : share > 0.6 ? 'start' : 'middle';
    return (
      <text key={mark} x={x} y={y} fontSize={size} textAnchor={anchor} className="andon-gauge-label">
        {Number(mark.toPrecision(6))}
      </text>
    );
  });
}
