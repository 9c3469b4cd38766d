import { describe, expect, it } from 'vitest';
import { chartData } from '../../chart/data';
import type { ChartSpec } from '../../chart/spec';
import { resolveColor } from '../../grafana/theme';
import { panelOf, prepare, recordedPanel, timeFrame } from '../frames.testing';
import type { FrameJson } from '../panel';
import { buildSpec, columnsOf, seriesFields } from './build';
import { lastValues, legendItems } from './legendItems';

const none = new Set<string>();

function build(title: string, frames: FrameJson[]) {
  return buildFrom(recordedPanel('timeseries', title), frames);
}

function buildFrom(
  panel: ReturnType<typeof panelOf>,
  frames: FrameJson[],
  hidden: ReadonlySet<string> = none,
) {
  const fields = seriesFields(prepare(panel, frames).frames);
  const spec = buildSpec(fields, hidden, 'dark', 'utc');
  return { fields, spec, data: chartData(spec.series, columnsOf(fields, 1000)) };
}

const names = (spec: ChartSpec) => spec.series.map((series) => series.name);
const machines = timeFrame(
  ['temperature', [70, 71, null], { machine_id: 'M-01' }],
  ['temperature', [80, null, 82], { machine_id: 'M-02' }],
);

describe('recorded time series panels', () => {
  it('names and colours series by label and palette, and keeps gaps', () => {
    const { spec, data } = build('Lines, gap in M-02', [machines]);
    expect(names(spec)).toEqual(['temperature M-01', 'temperature M-02']);
    expect(spec.series.map((series) => series.color)).toEqual(['#73BF69', '#F2CC0C']);
    expect(data.drawn[1]).toEqual([80, null, 82]);
    expect(spec.scales).toHaveLength(1);
    expect(spec.scales[0]?.tick(80, 0)).toBe('80 °C');
  });

  it('fixes decimals in texts and ticks', () => {
    const { spec, fields } = build('Smooth, filled, legend table', [machines]);
    expect(spec.scales[0]?.tick(85, 0)).toBe('85.0 °C');
    const [first] = legendItems(fields, spec, ['mean', 'max', 'lastNotNull']);
    expect(first?.calcs.map((calc) => `${calc.title} ${calc.text}`)).toEqual([
      'Mean 70.5 °C',
      'Max 71.0 °C',
      'Last * 71.0 °C',
    ]);
    expect(spec.series[0]).toMatchObject({ interpolation: 'smooth', gradient: 'opacity', fillOpacity: 20 });
  });

  it('draws thresholds as lines and areas of the axis', () => {
    const { spec } = build('Thresholds as lines and area', [
      timeFrame(['temperature', [75]], ['target', [80]]),
    ]);
    expect(spec.scales[0]).toMatchObject({ min: 60, max: 100 });
    expect(spec.scales[0]?.thresholds).toEqual({
      lines: 'solid',
      area: true,
      steps: [
        { value: Number.NEGATIVE_INFINITY, color: resolveColor('green', 'dark') },
        { value: 70, color: resolveColor('yellow', 'dark') },
        { value: 85, color: resolveColor('red', 'dark') },
      ],
    });
  });

  it('stacks, in numbers and in shares', () => {
    const power = timeFrame(['M-01', [10, 20]], ['M-02', [30, 60]]);
    expect(build('Stacked normal', [power]).data.drawn[1]).toEqual([40, 80]);
    const { spec, data } = build('Stacked 100 %', [power]);
    expect(data.drawn).toEqual([
      [0.25, 0.25],
      [1, 1],
    ]);
    expect(data.values[1]).toEqual([30, 60]);
    expect(spec.scales[0]?.tick(0.2, 1)).toBe('20%');
  });

  it('colours a series by its last value when thresholds colour it', () => {
    const { spec } = build('Points, thresholds colour the value', [
      timeFrame(['temperature', [90, 74]], ['target', [null, null]]),
    ]);
    expect(spec.series.map((series) => series.color)).toEqual([
      resolveColor('yellow', 'dark'),
      resolveColor('green', 'dark'),
    ]);
    expect(spec.series[0]?.colorAt?.(90)).toBe(resolveColor('red', 'dark'));
  });

  it('gives units and placements axes of their own, and joins frames over time', () => {
    const pressure = timeFrame(['pressure', [4]]);
    const { spec, data } = build('Two axes by override', [
      timeFrame(['temperature', [70, 71]], ['target', [80, 80]]),
      pressure,
    ]);
    expect(spec.scales.map((scale) => [scale.side, scale.grid])).toEqual([
      ['left', true],
      ['right', false],
    ]);
    expect(spec.series.map((series) => series.color)).toEqual([
      resolveColor('green', 'dark'),
      resolveColor('red', 'dark'),
      resolveColor('purple', 'dark'),
    ]);
    expect(spec.series[1]?.dash).toEqual([10, 10]);
    expect(spec.series[2]?.format(4.5)).toBe('4.50 bar');
    expect(data.drawn[2]).toEqual([4, undefined]);
  });

  it('fills down to another series, and hides from the legend alone', () => {
    const { spec, fields } = build('Fill below to (min–max band)', [
      timeFrame(['lo', [1]], ['mean', [2]], ['hi', [3]]),
    ]);
    expect(spec.series[2]?.fillBelowTo).toBe(spec.series[0]?.id);
    expect(legendItems(fields, spec, []).map((item) => item.name)).toEqual(['mean', 'hi']);
    expect(spec.series.every((series) => series.shown)).toBe(true);
  });

  it('reads the log scale', () => {
    expect(build('Log scale', [timeFrame(['v', [1000]])]).spec.scales[0]?.distribution).toEqual({
      type: 'log',
      base: 10,
    });
  });
});

describe('time series', () => {
  it('leaves what the reader switched off out of stacks', () => {
    const panel = recordedPanel('timeseries', 'Stacked normal');
    const power = timeFrame(['M-01', [10]], ['M-02', [30]]);
    const { spec } = buildFrom(panel, [power]);
    expect(buildFrom(panel, [power], new Set([spec.series[0]?.id ?? ''])).data.drawn[1]).toEqual([30]);
  });

  it('says its last values in words', () => {
    const { fields, spec } = build('Lines, gap in M-02', [machines]);
    expect(lastValues('Lines', fields, spec)).toBe(
      'Lines. Last values: temperature M-01 71 °C, temperature M-02 82 °C.',
    );
  });

  it('draws booleans as 1 and 0, infinity and NaN as gaps', () => {
    const values = timeFrame(['on', [true, false, null]], ['v', [1, null, null]]);
    values.data.entities = [null, null, { NaN: [1], Inf: [2] }];
    const { data } = buildFrom(panelOf('timeseries'), [values]);
    expect(data.drawn).toEqual([
      [1, 0, null],
      [1, null, null],
    ]);
    expect(data.values[1]).toEqual([1, Number.NaN, Number.POSITIVE_INFINITY]);
  });

  it('takes no gap for one that lies within a pixel of a reduced answer', () => {
    const panel = panelOf('timeseries', { fieldConfig: { defaults: { custom: { insertNulls: 10 } } } });
    const frame = timeFrame(['v', [1, 2, 3]]);
    frame.data.values[0] = [0, 90, 600];
    expect(buildFrom(panel, [frame]).data.drawn[0]).toEqual([1, null, 2, null, 3]);
    const reduced = { by: 'minmax', rows: 1000, kept: 3, pixels: 10 };
    frame.schema.meta = { ...frame.schema.meta, custom: { reduced } };
    const { spec, data } = buildFrom(panel, [frame]);
    expect(data.drawn[0]).toEqual([1, 2, null, 3]);
    expect(spec.series[0]?.showPoints).toBe('alone');
  });

  it('counts all rows in the legend of a reduced answer', () => {
    const calcs = ['mean', 'sum', 'count', 'min', 'lastNotNull'];
    const texts = (frame: FrameJson) => {
      const panel = panelOf('timeseries', {
        fieldConfig: { defaults: { unit: 'celsius', decimals: 2 } },
        transformations: [{ id: 'organize', options: { renameByName: { v: 'oven' } } }],
      });
      const { fields, spec } = buildFrom(panel, [frame]);
      return legendItems(fields, spec, calcs).map(({ calcs }) => calcs.map(({ text }) => text));
    };
    const whole = texts(timeFrame(['v', [1, 2, 2.5, 2, null, 4]]));
    expect(whole).toEqual([['2.30 °C', '11.50 °C', '5.00', '1.00 °C', '4.00 °C']]);
    const reduced = timeFrame(['v', [1, null, 4]]);
    const field = reduced.schema.fields[1];
    if (field) {
      field.config = { custom: { total: { count: 5, nans: 0, sum: 11.5 } } };
    }
    expect(texts(reduced)).toEqual(whole);
  });

  it('ignores frames without a time', () => {
    const text = { schema: { fields: [{ name: 's', type: 'string' }] }, data: { values: [['a']] } };
    expect(seriesFields(prepare(panelOf('timeseries'), [text]).frames)).toEqual([]);
  });
});
