import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { IngestHistory } from '../../api/ingest';
import { createCrosshairBus } from '../../chart/crosshair';
import { chartData } from '../../chart/data';
import type { ChartSpec } from '../../chart/spec';
import { TimeChart } from '../../chart/TimeChart';
import { fixed, rate } from '../../format/numbers';
import { zoneName } from '../../grafana/time';
import type { CrosshairBus } from '../../panels/panel';
import classes from './Flow.module.css';
import { completeSteps } from './history';
import page from './Ingest.module.css';

/** As the page's own accent and alarm: a canvas cannot read them. */
const COLORS = {
  light: { received: '#2b5079', rejected: '#b3261e' },
  dark: { received: '#90acca', rejected: '#ff8a80' },
};

const TOOLTIP = { mode: 'multi', sort: 'none', hideZeros: false } as const;

/** Two charts of one range: beside all that is received, the few that are rejected would not be seen. */
export default function History({ history, now }: { history: IngestHistory; now: number }) {
  const theme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const crosshair = useMemo(createCrosshairBus, []);
  const { ref, width } = useElementSize();
  const { times, received, rejected } = useMemo(() => completeSteps(history, now), [history, now]);
  const range = rangeOf(history);
  const shared = { times, range, theme, width, crosshair } as const;
  return (
    <div ref={ref} className={classes.charts}>
      {width > 0 && times.length > 0 && (
        <>
          <Steps {...shared} part="received" name="Received" values={received} height={185} />
          <Steps {...shared} part="rejected" name="Rejected" values={rejected} height={105} />
        </>
      )}
      {times.length === 0 && <p className={page.small}>The first ten seconds are not over yet.</p>}
    </div>
  );
}

/** Ten minutes, also while the server is younger than that. */
function rangeOf({ from, stepSeconds, received }: IngestHistory) {
  const to = from + received.length * stepSeconds * 1000;
  return { from: to - 10 * 60_000, to };
}

interface StepsProps {
  part: 'received' | 'rejected';
  name: string;
  times: number[];
  values: number[];
  range: { from: number; to: number };
  theme: 'light' | 'dark';
  width: number;
  height: number;
  crosshair: CrosshairBus;
}

function Steps({ part, name, times, values, theme, ...chart }: StepsProps) {
  const highest = Math.max(...values);
  // Nothing rejected is nothing to be alarmed about.
  const color = COLORS[theme][highest === 0 ? 'received' : part];
  const spec = useMemo(() => specOf(name, color, theme), [name, color, theme]);
  const data = useMemo(() => chartData(spec.series, [{ times, values }]), [spec, times, values]);
  const label = `${name}: ${rate(values.at(-1) ?? 0)} points a second, at most ${rate(highest)}`;
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.chartTitle} data-bad={part === 'rejected' && highest > 0}>
        {name}
      </figcaption>
      <TimeChart {...chart} spec={spec} data={data} tooltip={TOOLTIP} label={label} />
    </figure>
  );
}

function specOf(name: string, color: string, theme: 'light' | 'dark'): ChartSpec {
  return {
    theme,
    timeZone: zoneName('browser'),
    series: [
      {
        id: name,
        name,
        color,
        scale: 'rate',
        draw: 'line',
        interpolation: 'stepAfter',
        lineWidth: 1.5,
        fillOpacity: 15,
        gradient: 'none',
        connectGaps: false,
        showPoints: 'never',
        pointSize: 5,
        barAlignment: 0,
        barWidthFactor: 1,
        barMaxWidth: 100,
        shown: true,
        inLegend: false,
        inTooltip: true,
        format: (value) => `${rate(value)}/s`,
      },
    ],
    scales: [
      {
        id: 'rate',
        side: 'left',
        distribution: { type: 'linear' },
        min: 0,
        softMax: 1,
        centeredZero: false,
        percent: false,
        width: 56,
        grid: true,
        border: false,
        binary: false,
        tick: fixed,
        fixedDecimals: false,
      },
    ],
  };
}
