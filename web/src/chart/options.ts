import uPlot from 'uplot';
import { guessDecimals } from '../grafana/display';
import { canvasColors, withAlpha } from '../grafana/theme';
import {
  type ChartOptions,
  cursorOptions,
  interactionHooks,
  type Live,
  type Reference,
  tellLayout,
  tzDate,
} from './interaction';
import { paintBands, paintMarks } from './marks';
import { fontFamily, textWidth } from './measure';
import { isolatedPoints, nearestPoint } from './nulls';
import { fillOf, paintThresholdAreas, paintThresholdLines, strokeOf } from './paint';
import { axisRange, binarySteps, powersOnly, tickTexts } from './scales';
import type { ChartSpec, ScaleSpec, SeriesSpec } from './spec';
import { tickSpace, timeTicks } from './timeAxis';

export const axisFont = `12px ${fontFamily}`;

export function chartOptions(
  spec: ChartSpec,
  stacked: number[][],
  live: Reference<Live>,
  source: symbol,
): ChartOptions {
  const shownScales = spec.scales.filter((scale) => spec.series.some((s) => s.shown && s.scale === scale.id));
  const visible = shownScales.length > 0 ? shownScales : spec.scales.slice(0, 1);
  return {
    ms: 1,
    tzDate: tzDate(spec.timeZone),
    legend: { show: false },
    padding: [8, visible.some((scale) => scale.side === 'right') ? 8 : 18, 0, 0],
    cursor: cursorOptions(live, {
      points: { size: 8, width: 1.5 },
      dataIdx: (u, seriesIndex, index) => nearestPoint(u.data[seriesIndex] ?? [], index),
    }),
    scales: {
      x: { time: true, range: () => [live.current.range.from, live.current.range.to] },
      ...Object.fromEntries(visible.map((scale) => [scale.id, yScale(scale)])),
    },
    axes: [
      timeAxis(spec),
      ...visible.filter((scale) => scale.side !== 'hidden').map((scale) => yAxis(scale, spec)),
    ],
    series: [{}, ...spec.series.map((series) => seriesOptions(series))],
    bands: bands(spec.series, stacked),
    hooks: {
      ...interactionHooks(live, source),
      drawClear: [
        (u) => paintThresholdAreas(u, visible),
        (u) => paintBands(u, live.current.annotations ?? [], live.current.range),
      ],
      drawAxes: [(u) => paintThresholdLines(u, visible, uPlot.pxRatio)],
      draw: [
        (u) => paintMarks(u, live.current.annotations ?? [], live.current.range, uPlot.pxRatio),
        (u) => tellLayout(u, live),
      ],
    },
  };
}

function yScale(scale: ScaleSpec): uPlot.Scale {
  const { distribution } = scale;
  const range: uPlot.Range.Function = (_u, min, max) => axisRange(scale, min, max);
  switch (distribution.type) {
    case 'log':
      return { range, distr: 3, log: distribution.base };
    case 'symlog':
      return { range, distr: 4, log: distribution.base, asinh: distribution.threshold };
    case 'linear':
      return { range };
  }
}

export function timeAxis({ theme, timeZone }: Pick<ChartSpec, 'theme' | 'timeZone'>): uPlot.Axis {
  const colors = canvasColors(theme);
  return {
    stroke: colors.dimmed,
    font: axisFont,
    size: 24,
    gap: 6,
    space: (_u, _axis, min, max) => tickSpace(max - min),
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
    values: (_u, splits, _axis, _space, increment) => timeTicks(splits, increment, timeZone),
  };
}

function yAxis(scale: ScaleSpec, { theme }: ChartSpec): uPlot.Axis {
  const colors = canvasColors(theme);
  const gap = 6;
  return {
    scale: scale.id,
    side: scale.side === 'right' ? 1 : 3,
    stroke: scale.color ?? colors.dimmed,
    font: axisFont,
    gap,
    size: (_u, values) => scale.width ?? axisSize(values, gap),
    space: 30,
    grid: { show: scale.grid, stroke: colors.grid, width: 1, ...filterOf(scale) },
    ticks: { show: false },
    ...filterOf(scale),
    border: { show: scale.border, stroke: scale.color ?? colors.border, width: 1 },
    values: (_u, splits, _axis, _space, increment) => labels(scale, splits, increment),
    ...(scale.binary ? { incrs: binarySteps } : {}),
    ...(scale.label ? { label: scale.label, labelFont: axisFont, labelSize: 20, labelGap: 4 } : {}),
  };
}

function filterOf({ distribution }: ScaleSpec): { filter?: uPlot.Axis.Filter } {
  return distribution.type === 'symlog'
    ? { filter: (_u, splits) => powersOnly(splits, distribution.base) }
    : {};
}

function axisSize(values: string[] | null, gap: number): number {
  return Math.ceil(Math.max(0, ...(values ?? []).map((value) => textWidth(value ?? '', 12)))) + gap + 8;
}

/** A log axis asks for more lines than texts: null stays null. */
function labels(scale: ScaleSpec, splits: (number | null)[], increment: number): (string | null)[] {
  const numbers = splits.filter((split): split is number => split !== null);
  const decimals = scale.distribution.type === 'linear' ? guessDecimals(Number(increment.toFixed(10))) : 0;
  const texts = tickTexts(scale, numbers, decimals);
  let next = 0;
  return splits.map((split) => (split === null ? null : (texts[next++] ?? '')));
}

function seriesOptions(series: SeriesSpec): uPlot.Series {
  const stroke = strokeOf(series);
  return {
    label: series.name,
    scale: series.scale,
    show: series.shown,
    stroke,
    width: series.lineWidth,
    spanGaps: series.connectGaps,
    paths: pathsOf(series),
    points: pointsOf(series),
    ...(series.dash ? { dash: series.dash, cap: series.roundCap ? 'round' : 'butt' } : {}),
    ...(series.draw !== 'points' ? { fill: fillOf(series) } : {}),
  };
}

function pathsOf(series: SeriesSpec): uPlot.Series.PathBuilder {
  const { linear, spline, stepped, bars } = uPlot.paths;
  switch (series.draw) {
    case 'points':
      return () => null;
    case 'bars':
      return bars?.({
        size: [series.barWidthFactor, series.barMaxWidth, 1],
        align: series.barAlignment,
      }) as uPlot.Series.PathBuilder;
    case 'line':
      switch (series.interpolation) {
        case 'smooth':
          return spline?.() as uPlot.Series.PathBuilder;
        case 'stepBefore':
          return stepped?.({ align: -1 }) as uPlot.Series.PathBuilder;
        case 'stepAfter':
          return stepped?.({ align: 1 }) as uPlot.Series.PathBuilder;
        case 'linear':
          return linear?.() as uPlot.Series.PathBuilder;
      }
  }
}

function pointsOf(series: SeriesSpec): uPlot.Series.Points {
  const stroke = strokeOf(series);
  const look = { size: series.pointSize, stroke, fill: stroke, width: 1 };
  if (series.draw === 'bars' || (series.draw === 'line' && series.showPoints === 'never')) {
    return { show: false };
  }
  if (series.draw === 'points' || series.showPoints === 'always') {
    return { ...look, show: true };
  }
  return {
    ...look,
    // Where points are too dense to be shown, one between two gaps still must be: no line runs through it.
    filter: (u, index, show) =>
      show && series.showPoints !== 'alone' ? null : isolatedPoints(u.data[index] ?? []),
  };
}

function bands(series: SeriesSpec[], stacked: number[][]): uPlot.Band[] {
  const piles = stacked.flatMap((members) =>
    members.slice(1).map((member, i): uPlot.Band => ({ series: [member + 1, (members[i] ?? 0) + 1] })),
  );
  const areas = series.flatMap((upper, i): uPlot.Band[] => {
    const lower = upper.fillBelowTo === undefined ? -1 : series.findIndex((s) => s.id === upper.fillBelowTo);
    return lower < 0 || lower === i
      ? []
      : [{ series: [i + 1, lower + 1], fill: withAlpha(upper.color, (upper.fillOpacity || 35) / 100) }];
  });
  return [...piles, ...areas];
}
