import uPlot from 'uplot';
import {
  type ChartOptions,
  cursorOptions,
  interactionHooks,
  type Live,
  type Reference,
  tzDate,
} from '../../chart/interaction';
import { shortened, textWidth } from '../../chart/measure';
import { axisFont, timeAxis } from '../../chart/options';
import { guessDecimals } from '../../grafana/display';
import { canvasColors } from '../../grafana/theme';
import { type HeatmapData, nameOf } from './cells';
import type { ColorScale } from './colors';
import { type HeatmapLook, paintCells } from './paint';
import { rowSplits, verticalRange } from './vertical';

/** What the chart reads anew each time it draws. */
export interface LiveHeatmap extends Live {
  data: HeatmapData;
  colors: ColorScale;
}

export interface VerticalAxis {
  min?: number;
  max?: number;
  reverse: boolean;
  side: 'left' | 'right' | 'hidden';
  label?: string;
  text: (value: number, decimals?: number) => string;
  scale: HeatmapData['scale'];
}

const widestName = 160;

export function heatmapOptions(
  look: HeatmapLook,
  axis: VerticalAxis,
  timeZone: string,
  live: Reference<LiveHeatmap>,
  source: symbol,
): ChartOptions {
  return {
    ms: 1,
    tzDate: tzDate(timeZone),
    legend: { show: false },
    padding: [8, axis.side === 'right' ? 8 : 18, 0, 0],
    cursor: cursorOptions(live, { points: { show: false } }),
    scales: {
      x: { time: true, range: () => [live.current.range.from, live.current.range.to] },
      y: {
        range: () => verticalRange(live.current.data, axis),
        dir: axis.reverse ? -1 : 1,
        ...(axis.scale.type === 'log' ? { distr: 3 as const, log: axis.scale.base as 2 | 10 } : {}),
      },
    },
    axes: [
      timeAxis({ theme: look.theme, timeZone }),
      ...(axis.side === 'hidden' ? [] : [verticalAxis(look, axis, live)]),
    ],
    series: [{}, { scale: 'y', paths: () => null, points: { show: false } }],
    hooks: {
      ...interactionHooks(live, source),
      draw: [(u) => paintCells(u, live.current.data, live.current.colors, look, uPlot.pxRatio)],
    },
  };
}

function verticalAxis(look: HeatmapLook, axis: VerticalAxis, live: Reference<LiveHeatmap>): uPlot.Axis {
  const colors = canvasColors(look.theme);
  return {
    scale: 'y',
    side: axis.side === 'right' ? 1 : 3,
    stroke: colors.dimmed,
    font: axisFont,
    gap: 8,
    grid: { show: axis.scale.type !== 'rows', stroke: colors.grid, width: 1 },
    ticks: { show: false },
    space: 30,
    size: (_u, values) =>
      Math.ceil(Math.max(0, ...(values ?? []).map((value) => textWidth(value ?? '', 12)))) + 16,
    values: (_u, splits, _axis, _space, increment) =>
      axis.scale.type === 'rows'
        ? splits.map((split) => rowName(live.current.data, split, axis.text))
        : splits.map((split) =>
            split === null
              ? null
              : axis.text(
                  split,
                  axis.scale.type === 'log' ? undefined : guessDecimals(Number(increment.toFixed(10))),
                ),
          ),
    ...(axis.scale.type === 'rows' ? { splits: (u: uPlot) => rowSplits(live.current.data, u.height) } : {}),
    ...(axis.label ? { label: axis.label, labelFont: axisFont, labelSize: 20, labelGap: 4 } : {}),
  };
}

function rowName(
  { rows, scale }: HeatmapData,
  split: number | null,
  text: (value: number) => string,
): string {
  const isUpper = scale.type === 'rows' && scale.nameAt === 'high';
  const row = split === null ? undefined : rows[isUpper ? split - 1 : Math.floor(split)];
  return row ? shortened(nameOf(row, text), widestName, 12) : '';
}
