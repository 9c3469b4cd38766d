import { describe, expect, it } from 'vitest';
import { panelOf, prepare, range, recordedPanel, timeFrame } from '../frames.testing';
import { lasting, legendStates, type RowOptions, rowsOf } from './rows';
import { cellsOf, type SegmentOptions, segmentAt, segmentsOf, stepOf } from './segments';

const run = { text: 'Run', color: 'green' };
const idle = { text: 'Idle', color: 'blue' };
const options: SegmentOptions = { merge: true, spanNulls: false, end: 100 };
const points = (...states: (typeof run | null)[]) => states.map((state, i) => ({ time: i * 10, state }));
const brief = (segments: ReturnType<typeof segmentsOf>) =>
  segments.map(({ from, to, text }) => `${from}-${to} ${text}`);

describe('segmentsOf', () => {
  it('joins equal neighbours, and lets the last state last', () => {
    expect(brief(segmentsOf(points(run, run, idle), options))).toEqual(['0-20 Run', '20-100 Idle']);
    expect(segmentsOf(points(run, run), { ...options, merge: false })).toHaveLength(2);
  });

  it('ends at a null, and does not join over it', () => {
    expect(brief(segmentsOf(points(run, null, run), options))).toEqual(['0-10 Run', '20-100 Run']);
  });

  it('goes on over nulls when asked, always or only over short ones', () => {
    expect(brief(segmentsOf(points(run, null, idle), { ...options, spanNulls: true }))).toEqual([
      '0-20 Run',
      '20-100 Idle',
    ]);
    const twoGaps = points(run, null, run, null, null, null, run);
    expect(brief(segmentsOf(twoGaps, { ...options, spanNulls: 25 }))).toEqual(['0-30 Run', '60-100 Run']);
  });

  it('ends a state when its points stop coming', () => {
    const late = [
      { time: 0, state: run },
      { time: 50, state: run },
    ];
    expect(brief(segmentsOf(late, { ...options, insertNulls: 15 }))).toEqual(['0-15 Run', '50-65 Run']);
  });

  it('finds the state at a time', () => {
    const segments = segmentsOf(points(run, null, idle), options);
    expect(segmentAt(segments, 5)?.text).toBe('Run');
    expect(segmentAt(segments, 15)).toBeUndefined();
    expect(segmentAt(segments, 99)?.text).toBe('Idle');
    expect(segmentAt(segments, 100)).toBeUndefined();
  });
});

const lastingRows: RowOptions = {
  merge: true,
  theme: 'dark',
  lineWidth: 0,
  segments: lasting(true, range.to),
};

describe('recorded state timelines', () => {
  it('shows texts and colours of mappings', () => {
    const { frames } = prepare(recordedPanel('tables', 'State timeline'), [
      timeFrame(['Extruder 1', ['running', 'running', 'error']]),
    ]);
    const rows = rowsOf(frames, lastingRows);
    expect(rows[0]?.segments.map(({ text, color }) => [text, color])).toEqual([
      ['Running', '#73BF69'],
      ['FAULT', '#F2495C'],
    ]);
    expect(rows[0]).toMatchObject({ name: 'Extruder 1', opacity: 0.7, lineWidth: 0 });
  });

  it('tells numbers apart by threshold', () => {
    const { frames } = prepare(recordedPanel('tables', 'Numbers by thresholds'), [
      timeFrame(['M-01', [75, 79, 69.9, 85, null]]),
    ]);
    const rows = rowsOf(frames, lastingRows);
    expect(rows[0]?.segments.map((segment) => segment.text)).toEqual(['70 °C+', '< 70 °C', '85 °C+']);
    expect(legendStates(frames, rows, true, 'dark').map((state) => state.text)).toEqual([
      '< 70 °C',
      '70 °C+',
      '85 °C+',
    ]);
  });

  it('does not explain bare numbers', () => {
    const { frames } = prepare(panelOf('state-timeline'), [timeFrame(['v', [1, 2, 3]])]);
    const rows = rowsOf(frames, lastingRows);
    expect(rows[0]?.segments).toHaveLength(3);
    expect(legendStates(frames, rows, true, 'dark')).toEqual([]);
  });
});

describe('status history', () => {
  it('makes every point a cell, and nothing of a null', () => {
    expect(brief(cellsOf(points(run, null, run), 8))).toEqual(['-4-4 Run', '16-24 Run']);
  });
  it('takes the smallest distance for the usual one', () => {
    expect(stepOf([0, 10, 20, 50, 60])).toBe(10);
    expect(stepOf([5])).toBe(0);
  });
});
