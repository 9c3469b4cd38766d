import { describe, expect, it } from 'vitest';
import type { LivePoint } from '../../api/live';
import type { FrameJson, LiveBinding } from '../../panels/panel';
import { appendPoints, concerns, filterFor, pauseAfterAnswer, slideStep } from './liveFrames';

const APPEND: LiveBinding = {
  mode: 'append',
  machines: ['M-01'],
  metrics: ['temperature'],
  zones: null,
  fields: { temperature: 'value', target: 'target_value' },
};

function frameOf(values: unknown[][], live: LiveBinding = APPEND): FrameJson {
  return {
    schema: {
      meta: { custom: { live } },
      fields: [
        { name: 'Time', type: 'time' },
        { name: 'temperature', type: 'number' },
        { name: 'target', type: 'number' },
        { name: 'remark', type: 'string' },
      ],
    },
    data: { values },
  };
}

const point = (timestamp: number, value: number, more: Partial<LivePoint> = {}): LivePoint => ({
  machine_id: 'M-01',
  metric_type: 'temperature',
  zone_number: null,
  timestamp,
  value,
  target_value: 80,
  ...more,
});

describe('appendPoints', () => {
  it('adds a row with the named columns and leaves the others empty', () => {
    const frame = frameOf([[100], [1], [80], ['a']]);
    expect(appendPoints(frame, [point(200, 2)], 0).data.values).toEqual([
      [100, 200],
      [1, 2],
      [80, 80],
      ['a', null],
    ]);
    expect(frame.data.values[0]).toEqual([100]);
  });

  it('gives back the very same frame when nothing concerns it', () => {
    const frame = frameOf([[100], [1], [80], ['a']]);
    expect(appendPoints(frame, [point(200, 2, { machine_id: 'M-02' })], 0)).toBe(frame);
    expect(appendPoints(frame, [point(50, 2)], 60)).toBe(frame);
    expect(
      appendPoints(frameOf([[], [], [], []], { mode: 'refresh', machines: null, metrics: null }), [], 0),
    ).toBeTruthy();
  });

  it('adds what is new to the totals of a reduced frame', () => {
    const frame = frameOf([
      [100, 300],
      [1, 2],
      [80, null],
      ['a', null],
    ]);
    frame.schema.meta = { custom: { live: APPEND, reduced: { by: 'minmax', rows: 9, kept: 2, pixels: 1 } } };
    frame.schema.fields = frame.schema.fields.map((field) =>
      field.type === 'number'
        ? { ...field, config: { custom: { total: { count: 9, nans: 1, sum: 20 } } } }
        : field,
    );
    const points = [point(300, 5), point(400, 5), point(500, 7, { target_value: null })];
    const { fields } = appendPoints(frame, points, 0).schema;
    expect(fields.map(({ config }) => config?.custom)).toEqual([
      undefined,
      { total: { count: 11, nans: 1, sum: 32 } },
      { total: { count: 10, nans: 1, sum: 100 } },
      undefined,
    ]);
  });

  it('drops what slid out of the range on the left', () => {
    const frame = frameOf([
      [100, 200],
      [1, 2],
      [80, 80],
      ['a', 'b'],
    ]);
    expect(appendPoints(frame, [point(300, 3)], 150).data.values[0]).toEqual([200, 300]);
  });

  it('puts a late sample in its place and corrects one that is known', () => {
    const frame = frameOf([
      [100, 300],
      [1, 3],
      [80, 80],
      ['a', 'c'],
    ]);
    const { values } = appendPoints(frame, [point(200, 2), point(300, 33)], 0).data;
    expect(values.slice(0, 2)).toEqual([
      [100, 200, 300],
      [1, 2, 33],
    ]);
  });

  it('keeps newest first where the query has it so', () => {
    const frame = frameOf([
      [300, 100],
      [3, 1],
      [80, 80],
      ['c', 'a'],
    ]);
    expect(appendPoints(frame, [point(400, 4), point(200, 2)], 0).data.values[0]).toEqual([
      400, 300, 200, 100,
    ]);
  });

  it('keeps NaN and infinity at their rows while positions move', () => {
    const frame = frameOf([
      [100, 200, 300],
      [1, null, null],
      [80, 80, 80],
      ['a', 'b', 'c'],
    ]);
    frame.data.entities = [null, { NaN: [1], NegInf: [2] }, null, null];
    const next = appendPoints(frame, [point(400, 4)], 150);
    expect(next.data.values[1]).toEqual([Number.NaN, -Infinity, 4]);
    expect(next.data.entities).toBeUndefined();
  });

  it('fills a frame that was empty', () => {
    expect(appendPoints(frameOf([[], [], [], []]), [point(100, 1)], 0).data.values[1]).toEqual([1]);
  });
});

describe('concerns', () => {
  it('asks for machine, metric and zone', () => {
    const zoned: LiveBinding = { ...APPEND, zones: [1, 2] };
    expect(concerns(APPEND, point(1, 1, { zone_number: 7 }))).toBe(true);
    expect(concerns(zoned, point(1, 1, { zone_number: 2 }))).toBe(true);
    expect(concerns(zoned, point(1, 1, { zone_number: 3 }))).toBe(false);
    expect(concerns(zoned, point(1, 1))).toBe(false);
    expect(concerns({ mode: 'refresh', machines: null, metrics: ['power'] }, point(1, 1))).toBe(false);
  });
});

describe('filterFor', () => {
  it('covers all bindings at once, and leaves a side open when one of them does', () => {
    expect(filterFor([])).toBeNull();
    expect(filterFor([APPEND, { mode: 'refresh', machines: ['M-02', 'M-01'], metrics: null }])).toEqual({
      machines: ['M-01', 'M-02'],
      metrics: undefined,
    });
  });
});

describe('pauses', () => {
  it('asks again at most once a second and never above a fifth of the time', () => {
    expect([0, 200, 1000].map(pauseAfterAnswer)).toEqual([1000, 1000, 5000]);
  });

  it('slides short windows often and long ones seldom', () => {
    const minutes = (count: number) => slideStep({ from: 0, to: count * 60_000 });
    expect([5, 60, 24 * 60].map(minutes)).toEqual([250, 900, 10_000]);
  });
});
