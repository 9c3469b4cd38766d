import { useMemo, useState } from 'react';
import { shortened, textWidth } from '../../chart/measure';
import { Tooltip } from '../../chart/Tooltip';
import { axisText, display, guessDecimals, percentAxisText, textOf } from '../../grafana/display';
import type { Field } from '../../grafana/frames';
import { canvasColors, type ThemeName, withAlpha } from '../../grafana/theme';
import { OptionReader } from '../options';
import type { PanelModel } from '../panel';
import { tooltipOptions } from '../shared/legend';
import { type Bar, type BarData, barsOf, valueTicks } from './bars';
import { along, barRect, type ChartBox, fontSize, groupSize, plotRect } from './geometry';

interface Props {
  data: BarData;
  panel: PanelModel;
  theme: ThemeName;
  width: number;
  height: number;
}

interface Hover {
  category: number;
  x: number;
  y: number;
}

/** Groups of bars on a value axis, standing or lying. */
export function BarChart({ data, panel, theme, width, height }: Props) {
  const [hover, setHover] = useState<Hover | null>(null);
  const reader = useMemo(() => new OptionReader(panel.options), [panel]);
  const stacking = reader.choice('stacking', ['none', 'normal', 'percent']);
  const bars = useMemo(() => barsOf(data, stacking), [data, stacking]);
  const { box, texts } = layout({ data, panel, theme, width, height }, bars, reader);
  const { mode } = tooltipOptions(panel.options);
  return (
    <>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={label(panel.title, bars, data)}
        className="andon-bars"
      >
        <ValueAxis box={box} texts={texts} theme={theme} />
        <Categories box={box} names={data.categories} theme={theme} onHover={setHover} />
        {bars.map((bar) => (
          <BarMark key={`${bar.category} ${bar.series.id}`} {...{ bar, box, reader, theme }} />
        ))}
      </svg>
      {hover && mode !== 'none' && (
        <Tooltip
          x={hover.x}
          y={hover.y}
          title={data.categories[hover.category] ?? ''}
          rows={rowsAt(bars, hover.category)}
        />
      )}
    </>
  );
}

/** Where the axes and the bars go, and what stands at the ticks. */
function layout({ data, theme, width, height }: Props, bars: Bar[], reader: OptionReader) {
  const stacking = reader.text('stacking');
  const horizontal = reader.text('orientation') === 'horizontal';
  const field = data.series[0]?.field;
  const limits =
    stacking === 'percent' ? { min: 0, max: 1 } : { min: field?.config.min, max: field?.config.max };
  const ticks = valueTicks(bars, limits, horizontal ? width / 90 : height / 34);
  const texts = field ? tickTexts(field, ticks, stacking === 'percent', theme) : [];
  const box: ChartBox = {
    plot: plotRect({ width, height }, data.categories, texts, horizontal),
    horizontal,
    ticks,
    groups: data.categories.length,
    places:
      stacking === 'normal' || stacking === 'percent'
        ? 1
        : data.series.filter((series) => series.shown).length,
    groupWidth: reader.number('groupWidth') ?? 0.7,
    barWidth: reader.number('barWidth') ?? 0.97,
  };
  return { box, texts };
}

function tickTexts(field: Field, ticks: number[], percent: boolean, theme: ThemeName): string[] {
  const decimals = guessDecimals((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const ofShare = percentAxisText(field, theme);
  return ticks.map((tick) => (percent ? ofShare(tick, decimals) : axisText(field, tick, decimals)));
}

function label(title: string | undefined, bars: Bar[], { categories }: BarData): string {
  const parts = bars
    .slice(0, 24)
    .map((bar) => `${categories[bar.category]} ${bar.series.name} ${valueText(bar)}`);
  return `${title || 'Bar chart'}. ${parts.join(', ')}.`;
}

function valueText({ series, value }: Bar): string {
  return textOf(display(series.field, value));
}

function rowsAt(bars: Bar[], category: number) {
  return bars
    .filter((bar) => bar.category === category && bar.series.inTooltip)
    .map((bar) => ({ key: bar.series.id, color: bar.color, name: bar.series.name, text: valueText(bar) }));
}

function ValueAxis({ box, texts, theme }: { box: ChartBox; texts: string[]; theme: ThemeName }) {
  const { plot, horizontal, ticks } = box;
  const { grid, dimmed } = canvasColors(theme);
  return ticks.map((tick, i) => {
    const at = along(tick, box);
    const [x, y] = horizontal ? [plot.x + at, plot.y + plot.height] : [plot.x, plot.y + plot.height - at];
    return (
      <g key={tick} fontSize={fontSize} fill={dimmed}>
        <line
          x1={x}
          y1={y}
          x2={horizontal ? x : plot.x + plot.width}
          y2={horizontal ? plot.y : y}
          stroke={grid}
        />
        <text
          x={horizontal ? x : x - 8}
          y={horizontal ? y + 16 : y}
          textAnchor={horizontal ? 'middle' : 'end'}
          dominantBaseline={horizontal ? undefined : 'central'}
        >
          {texts[i]}
        </text>
      </g>
    );
  });
}

interface CategoriesProps {
  box: ChartBox;
  names: string[];
  theme: ThemeName;
  onHover: (hover: Hover | null) => void;
}

/** Names along the other axis, and the areas that react to the pointer. */
function Categories({ box, names, theme, onHover }: CategoriesProps) {
  const { plot, horizontal } = box;
  const size = groupSize(box);
  const room = horizontal ? plot.x - 12 : size - 4;
  return names.map((name, category) => {
    const start = category * size;
    const [x, y] = horizontal
      ? [plot.x - 8, plot.y + start + size / 2]
      : [plot.x + start + size / 2, plot.y + plot.height + 16];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: two rows may have one name
      <g key={category} fontSize={fontSize} fill={canvasColors(theme).dimmed}>
        <rect
          x={horizontal ? plot.x : plot.x + start}
          y={horizontal ? plot.y + start : plot.y}
          width={horizontal ? plot.width : size}
          height={horizontal ? size : plot.height}
          fill="transparent"
          onPointerMove={(event) => onHover({ category, x: event.clientX, y: event.clientY })}
          onPointerLeave={() => onHover(null)}
        />
        <text
          x={x}
          y={y}
          textAnchor={horizontal ? 'end' : 'middle'}
          dominantBaseline={horizontal ? 'central' : undefined}
        >
          {shortened(name, room, fontSize)}
        </text>
      </g>
    );
  });
}

function BarMark({
  bar,
  box,
  reader,
  theme,
}: {
  bar: Bar;
  box: ChartBox;
  reader: OptionReader;
  theme: ThemeName;
}) {
  const rect = barRect(bar, box);
  const showValue = reader.choice('showValue', ['auto', 'always', 'never']);
  const text = valueText(bar);
  const size = reader.under('text').number('valueSize') ?? 11;
  const fits = box.horizontal ? rect.height >= size : rect.width >= textWidth(text, size);
  const shown = showValue === 'always' || (showValue === 'auto' && fits);
  const negative = bar.to < bar.from;
  return (
    <g pointerEvents="none">
      <rect
        {...rect}
        rx={Math.min(rect.width, rect.height) * (reader.number('barRadius') ?? 0)}
        fill={withAlpha(bar.color, bar.series.fillOpacity)}
        stroke={bar.color}
        strokeWidth={bar.series.lineWidth}
      />
      {shown && (
        <text
          x={box.horizontal ? (negative ? rect.x - 4 : rect.x + rect.width + 4) : rect.x + rect.width / 2}
          y={box.horizontal ? rect.y + rect.height / 2 : negative ? rect.y + rect.height + size : rect.y - 4}
          textAnchor={box.horizontal ? (negative ? 'end' : 'start') : 'middle'}
          dominantBaseline={box.horizontal ? 'central' : undefined}
          fontSize={size}
          fill={canvasColors(theme).text}
        >
          {text}
        </text>
      )}
    </g>
  );
}
