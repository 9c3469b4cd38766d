import uPlot from 'uplot';
import {
  type ChartOptions,
  cursorOptions,
  interactionHooks,
  type Live,
  type Reference,
  tellLayout,
  tzDate,
} from '../../chart/interaction';
import { paintMarks } from '../../chart/marks';
import { shortened, textWidth } from '../../chart/measure';
import { axisFont, timeAxis } from '../../chart/options';
import { canvasColors } from '../../grafana/theme';
import { paintRows, type TimelineLook } from './paint';
import type { Row } from './rows';

/** What the chart reads anew each time it draws. */
export interface LiveTimeline extends Live {
  rows: Row[];
}

const widestName = 200;

export function timelineOptions(
  look: TimelineLook,
  timeZone: string,
  live: Reference<LiveTimeline>,
  source: symbol,
): ChartOptions {
  const names = () => live.current.rows.map((row) => shortened(row.name, widestName, 12));
  return {
    ms: 1,
    tzDate: tzDate(timeZone),
    legend: { show: false },
    padding: [4, 18, 0, 0],
    cursor: cursorOptions(live, { points: { show: false } }),
    scales: {
      x: { time: true, range: () => [live.current.range.from, live.current.range.to] },
      rows: { range: () => [0, live.current.rows.length], dir: 1 },
    },
    axes: [
      timeAxis({ theme: look.theme, timeZone }),
      {
        scale: 'rows',
        side: 3,
        stroke: canvasColors(look.theme).dimmed,
        font: axisFont,
        gap: 8,
        grid: { show: false },
        ticks: { show: false },
        size: () => Math.ceil(Math.max(0, ...names().map((name) => textWidth(name, 12)))) + 16,
        splits: () => live.current.rows.map((_, i) => live.current.rows.length - i - 0.5),
        values: () => names(),
      },
    ],
    series: [{}, { scale: 'rows', paths: () => null, points: { show: false } }],
    hooks: {
      ...interactionHooks(live, source),
      draw: [
        (u) => paintRows(u, live.current.rows, look, uPlot.pxRatio),
        // No shades: they would change the colours, which mean states here.
        (u) =>
          paintMarks(
            u,
            live.current.annotations ?? [],
            live.current.range,
            uPlot.pxRatio,
            canvasColors(look.theme).panel,
          ),
        (u) => tellLayout(u, live),
      ],
    },
  };
}
